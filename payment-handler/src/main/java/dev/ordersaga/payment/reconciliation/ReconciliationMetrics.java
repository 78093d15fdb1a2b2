package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.gateway.PaymentProviders;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;

/** Gauges of reconciliation for alerts, read from the database so that they survive a restart. */
record ReconciliationMetrics(ReconciliationStore store, PaymentProviders providers, Clock clock)
        implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("reconciliation.unmatched.charges", store, ReconciliationStore::countUnmatched)
                .description("charges that no payment accounted for, and that were voided or refunded")
                .register(registry);
        Gauge.builder("reconciliation.findings.open", store, ReconciliationStore::countOpen)
                .description("differences between the providers' records and this system's that need a manual check")
                .register(registry);
        providers.all().stream()
                .filter(provider -> provider.records() != null)
                .forEach(provider -> Gauge.builder(
                                "reconciliation.age", store, all -> secondsSinceLastRun(provider.name()))
                        .description("time since the last reconciliation with the provider; NaN before the first")
                        .baseUnit("seconds")
                        .tag("provider", provider.name())
                        .register(registry));
    }

    private double secondsSinceLastRun(String provider) {
        return store.lastRun(provider)
                .map(run -> Duration.between(run.endedAt(), clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
