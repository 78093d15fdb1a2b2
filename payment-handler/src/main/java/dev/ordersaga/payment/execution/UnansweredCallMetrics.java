package dev.ordersaga.payment.execution;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Gauges of provider calls, read from the database so that they survive a restart. */
record UnansweredCallMetrics(ProviderCallRepository calls) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("payment.calls.open", calls, ProviderCallRepository::countOpen)
                .description("provider calls that are due, waiting for the provider, or given up")
                .register(registry);
        Gauge.builder("payment.calls.unknown", calls, ProviderCallRepository::countFailed)
                .description("provider calls that failed and have no answer yet")
                .register(registry);
        Gauge.builder("payment.calls.abandoned", calls, ProviderCallRepository::countGivenUp)
                .description("provider calls that were given up and need a manual retry")
                .register(registry);
        Gauge.builder(
                        "payment.calls.unknown.age",
                        calls,
                        all -> all.oldestFailedAge().toMillis() / 1000.0)
                .description("age of the oldest provider call without an answer")
                .baseUnit("seconds")
                .register(registry);
    }
}
