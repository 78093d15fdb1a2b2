package dev.ordersaga.payment.gateway.circuitbreaker;

import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentProvider;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.ProviderUnavailableException.Reason;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
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
 * Circuit breaker and bulkhead around one payment provider. A call that is not permitted is postponed: it does not
 * count as failed, and its outcome is as known as before.
 */
final class ProviderCircuitBreaker implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCircuitBreaker.class);
    private static final int TRIAL_CALLS = 3;

    private final String provider;
    private final CircuitBreakerSettings settings;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;

    ProviderCircuitBreaker(String provider, CircuitBreakerSettings settings) {
        this.provider = provider;
        this.settings = settings;
        this.breaker = CircuitBreaker.of(provider, circuitBreaker(settings));
        this.bulkhead = Bulkhead.of(
                provider,
                BulkheadConfig.custom()
                        .maxConcurrentCalls(settings.maxConcurrentCalls())
                        .maxWaitDuration(settings.maxWait())
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn(
                        "Circuit breaker of payment provider {}: {}",
                        provider,
                        event.getStateTransition().toString()));
    }

    /** The provider with its gateway and records behind this circuit breaker. */
    EnabledProvider protect(PaymentProvider unprotected) {
        return new EnabledProvider(
                unprotected.name(),
                unprotected.paymentMethods(),
                new CircuitBreakerGateway(unprotected.gateway(), this),
                unprotected
                        .records()
                        .map(records -> new CircuitBreakerRecords(records, this))
                        .orElse(null),
                unprotected.webhooks().orElse(null));
    }

    /** Whether calls are rejected, or only trial calls are permitted. */
    boolean isOpen() {
        return breaker.getState() != State.CLOSED;
    }

    <T> T call(Supplier<T> call) {
        try {
            return bulkhead.executeSupplier(() -> breaker.executeSupplier(call));
        } catch (BulkheadFullException e) {
            throw new ProviderUnavailableException(
                    "the bulkhead of " + provider + " is full", Reason.BULKHEAD_FULL, settings.maxWait());
        } catch (CallNotPermittedException e) {
            throw new ProviderUnavailableException(
                    "the circuit breaker of " + provider + " is open", Reason.CIRCUIT_OPEN, settings.openDuration());
        } catch (RequestRejectedException
                | UnreadableAnswerException
                | UnknownOutcomeException
                | ProviderUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            // The contract of PaymentGateway: any other exception means that the outcome is unknown.
            throw new UnknownOutcomeException(provider + ": " + e, e);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("payment.circuit.breaker.open", this, self -> self.isOpen() ? 1 : 0)
                .description("1 while the provider's circuit breaker is open or half-open")
                .tag("provider", provider)
                .register(registry);
        Gauge.builder("payment.bulkhead.free", bulkhead, all -> all.getMetrics().getAvailableConcurrentCalls())
                .description("further calls that the provider's bulkhead permits now")
                .tag("provider", provider)
                .register(registry);
    }

    private static CircuitBreakerConfig circuitBreaker(CircuitBreakerSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, settings.window().toSeconds()))
                .minimumNumberOfCalls(settings.minimumCalls())
                .failureRateThreshold(settings.failureRatePercent())
                .slowCallDurationThreshold(settings.slowCallDuration())
                .slowCallRateThreshold(settings.slowCallRatePercent())
                .waitDurationInOpenState(settings.openDuration())
                .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
                .ignoreExceptions(RequestRejectedException.class, UnreadableAnswerException.class)
                .writableStackTraceEnabled(false)
                .build();
    }
}
