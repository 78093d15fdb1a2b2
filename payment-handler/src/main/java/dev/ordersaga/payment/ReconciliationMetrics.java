package dev.ordersaga.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an alarm should look at. Read from the database, so that it survives a restart. */
final class ReconciliationMetrics implements MeterBinder {

    private final JdbcClient jdbc;
    private final ReconciliationStore book;
    private final UnansweredCallMetrics calls;
    private final Clock clock;

    ReconciliationMetrics(JdbcClient jdbc, ReconciliationStore book, UnansweredCallMetrics calls, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("recon.orphans", this, ReconciliationMetrics::orphans)
                .description("charges that were found with money of orders that ended without, and given back")
                .register(registry);
        Gauge.builder("recon.findings.open", book, all -> all.open().size())
                .description("differences between the provider's books and ours that a person has to look at")
                .register(registry);
        Gauge.builder("recon.unknown.age.max", calls, all -> all.oldestAge().toMillis() / 1000.0)
                .description("age of the oldest provider call without an answer")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("recon.age", this, ReconciliationMetrics::age)
                .description("since the last comparison with the provider; NaN before the first")
                .baseUnit("seconds")
                .register(registry);
    }

    private double orphans() {
        return jdbc.sql("SELECT count(*) FROM paymenthandler.reconciliation_finding WHERE kind = :kind")
                .param("kind", ChargeMatch.Kind.ORPHAN.name())
                .query(Long.class)
                .single();
    }

    private double age() {
        return book.lastRun()
                .map(run -> Duration.between(run.endedAt(), clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
