package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;

/** The providers of this application, each behind a circuit breaker and bulkhead of its own, with their metrics. */
public final class ProtectedProviders implements MeterBinder {

    private final List<ProviderCircuitBreaker> breakers = new ArrayList<>();
    private final List<EnabledProvider> providers = new ArrayList<>();

    ProtectedProviders(List<PaymentProvider> unprotected, CircuitBreakerSettings settings) {
        for (PaymentProvider provider : unprotected) {
            var breaker = new ProviderCircuitBreaker(provider.name(), settings);
            breakers.add(breaker);
            providers.add(breaker.protect(provider));
        }
    }

    public List<EnabledProvider> providers() {
        return List.copyOf(providers);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        breakers.forEach(breaker -> breaker.bindTo(registry));
    }
}
