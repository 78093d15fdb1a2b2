package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.RefusedException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a bounded number of calls to one provider through at a time, and none for a while when most of them are in vain.
 * A call that is not let through is postponed: it has not failed, and its outcome is no less known than before.
 */
public final class ProviderCircuitBreaker implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCircuitBreaker.class);
    private static final int TRIALS = 3;

    private final CircuitBreakerSettings settings;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;

    /** @param provider its name, for logs */
    public ProviderCircuitBreaker(String provider, CircuitBreakerSettings settings) {
        this.settings = settings;
        this.breaker = CircuitBreaker.of(provider, breaker(settings));
        this.bulkhead = Bulkhead.of(
                provider,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.callsAtATime())
                        .maxWaitDuration(settings.waitForATurn())
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "Provider {}: {}", provider, event.getStateTransition().toString()));
    }

    /** The same gateway, guarded. */
    public PaymentGateway around(PaymentGateway gateway) {
        return new CircuitBreakerGateway(gateway, this);
    }

    /** The same records, guarded by the same count. */
    public ProviderRecords around(ProviderRecords records) {
        return new CircuitBreakerRecords(records, this);
    }

    /** Whether the provider is left alone now, or only tried. */
    public boolean isPausing() {
        return breaker.getState() != State.CLOSED;
    }

    <T> T call(Supplier<T> call) {
        try {
            return bulkhead.executeSupplier(() -> breaker.executeSupplier(call));
        } catch (BulkheadFullException e) {
            throw new ProviderUnavailableException("there are enough calls under way", settings.waitForATurn());
        } catch (CallNotPermittedException e) {
            throw new ProviderUnavailableException("the provider is left alone for a while", settings.pause());
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("payment.provider.pausing", this, guard -> guard.isPausing() ? 1 : 0)
                .description("1 while the provider is left alone because calls were in vain")
                .register(registry);
        Gauge.builder(
                        "payment.provider.calls.free",
                        bulkhead,
                        all -> all.getMetrics().getAvailableConcurrentCalls())
                .description("how many more calls could run now")
                .register(registry);
    }

    private static CircuitBreakerConfig breaker(CircuitBreakerSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, settings.window().toSeconds()))
                .minimumNumberOfCalls(settings.leastCalls())
                .failureRateThreshold(settings.failedPercent())
                .slowCallDurationThreshold(settings.slowAfter())
                .slowCallRateThreshold(settings.slowPercent())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .ignoreExceptions(RefusedException.class)
                .writableStackTraceEnabled(false)
                .build();
    }
}
