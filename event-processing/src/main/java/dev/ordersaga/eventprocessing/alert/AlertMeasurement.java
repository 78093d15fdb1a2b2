package dev.ordersaga.eventprocessing.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;

/**
 * Gauges of one kind of operator alerts: their number, and the age of the oldest. The age is measured with the number, so that a
 * scrape reads a source that is slow or unavailable only once.
 */
final class AlertMeasurement implements MeterBinder {

    private final OperatorAlertSource source;
    private final Clock clock;
    private volatile double age = Double.NaN;

    AlertMeasurement(OperatorAlertSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ordersaga.operator.alerts", this, AlertMeasurement::measure)
                .description("cases that do not continue automatically and need an operator")
                .tag("kind", source.kind())
                .strongReference(true)
                .register(registry);
        Gauge.builder("ordersaga.operator.alerts.age", this, last -> last.age)
                .description("time since the oldest of these cases has made progress; 0 if there is none")
                .baseUnit("seconds")
                .tag("kind", source.kind())
                .strongReference(true)
                .register(registry);
    }

    private double measure() {
        age = Double.NaN;
        long count = source.count();
        age = count == 0 ? 0 : ageOfOldest();
        return count;
    }

    private double ageOfOldest() {
        return source.oldest(1).stream()
                .mapToDouble(alert ->
                        Duration.between(alert.since(), clock.instant()).toMillis() / 1000.0)
                .findFirst()
                .orElse(0);
    }
}
