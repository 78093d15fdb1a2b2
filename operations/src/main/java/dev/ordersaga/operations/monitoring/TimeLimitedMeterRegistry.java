package dev.ordersaga.operations.monitoring;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Registry whose gauges of the services, which may query the database, are not a number if they take too long. */
final class TimeLimitedMeterRegistry extends PrometheusMeterRegistry {

    private static final List<String> OURS =
            List.of("eventstore.", "eventprocessing.", "ordersaga.", "payment.", "reconciliation.");

    private final TimeLimit limit;

    TimeLimitedMeterRegistry(PrometheusConfig config, PrometheusRegistry registry, Clock clock, TimeLimit limit) {
        super(config, registry, clock);
        this.limit = limit;
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T source, ToDoubleFunction<T> value) {
        boolean isOurs = OURS.stream().anyMatch(id.getName()::startsWith);
        return super.newGauge(id, source, isOurs ? limited(value) : value);
    }

    private <T> ToDoubleFunction<T> limited(ToDoubleFunction<T> value) {
        return source -> limit.within(() -> value.applyAsDouble(source)).orElse(Double.NaN);
    }
}
