package dev.ordersaga.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls of which nobody knows whether the provider acted, read from the database so that they survive a restart. */
final class UnansweredCallMetrics implements MeterBinder {

    private final JdbcClient jdbc;
    private final Clock clock;

    UnansweredCallMetrics(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("payment.calls.open", this, UnansweredCallMetrics::open)
                .description("provider calls that are due, waiting for the provider, or given up")
                .register(registry);
        Gauge.builder("payment.calls.unknown", this, UnansweredCallMetrics::unknown)
                .description("provider calls that failed and have no answer yet")
                .register(registry);
        Gauge.builder("payment.calls.abandoned", this, UnansweredCallMetrics::givenUp)
                .description("provider calls that were given up and wait for a person")
                .register(registry);
        Gauge.builder(
                        "payment.calls.unknown.age",
                        this,
                        calls -> calls.oldestAge().toMillis() / 1000.0)
                .description("age of the oldest provider call without an answer")
                .baseUnit("seconds")
                .register(registry);
    }

    long open() {
        return count("true");
    }

    long unknown() {
        return count("consecutive_failures > 0");
    }

    long givenUp() {
        return count("execution_time >= '" + ProviderCallRetries.NEVER + "'");
    }

    Duration oldestAge() {
        Optional<OffsetDateTime> oldest = jdbc.sql("""
                        SELECT min((convert_from(task_data, 'UTF8')::jsonb ->> 'since')::timestamptz)
                        FROM paymenthandler.scheduled_tasks
                        WHERE task_name = :task AND consecutive_failures > 0""")
                .param("task", ProviderCalls.TASK.getTaskName())
                .query(OffsetDateTime.class)
                .optional();
        return oldest.map(OffsetDateTime::toInstant).map(this::age).orElse(Duration.ZERO);
    }

    private Duration age(Instant since) {
        return Duration.between(since, clock.instant());
    }

    private long count(String condition) {
        return jdbc.sql("SELECT count(*) FROM paymenthandler.scheduled_tasks WHERE task_name = :task AND " + condition)
                .param("task", ProviderCalls.TASK.getTaskName())
                .query(Long.class)
                .single();
    }
}
