package dev.ordersaga.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** A database that does not respond must not delay health and metrics. */
class TimeLimitTest {

    private final TimeLimit limit = new TimeLimit(Duration.ofMillis(100));
    private final CountDownLatch responds = new CountDownLatch(1);

    @AfterEach
    void close() {
        responds.countDown();
        limit.close();
    }

    @Test
    void whileOneHangsTheOthersHaveNoValueAtOnce() {
        var registry =
                new TimeLimitedMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, limit);
        for (int i = 0; i < 50; i++) {
            Gauge.builder("payment.calls", this, TimeLimitTest::hangs)
                    .tag("number", String.valueOf(i))
                    .register(registry);
        }
        Gauge.builder("jvm.memory", () -> 7).register(registry);
        long begun = System.nanoTime();
        String scraped = registry.scrape();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(scraped).contains("jvm_memory 7").contains("payment_calls{number=\"49\"} NaN");

        responds.countDown();
        await().until(() -> registry.scrape().contains("payment_calls{number=\"49\"} 1.0"));
    }

    @Test
    void healthIsDownIfItDoesNotAnswerInTime() {
        HealthIndicator hanging = () -> {
            hangs();
            return Health.up().build();
        };
        assertThat(new TimeLimitedHealth(hanging, limit).health().getStatus()).isEqualTo(Status.DOWN);
        responds.countDown();
        await().until(() ->
                new TimeLimitedHealth(hanging, limit).health().getStatus().equals(Status.UP));
    }

    @Test
    void whatFailsHasNoValue() {
        assertThat(limit.within(() -> {
                    throw new IllegalStateException("no connection");
                }))
                .isEmpty();
        assertThat(limit.within(() -> 1)).contains(1);
    }

    private double hangs() {
        try {
            assertThat(responds.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }
}
