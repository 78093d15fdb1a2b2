package dev.ordersaga.payment.gateway;

import java.time.Duration;

/**
 * The call was not made: the provider's circuit breaker is open, its bulkhead is full, or the system is on hold. The
 * outcome is as known as before.
 */
public final class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /** @param retryAfter pause before the next try */
    public ProviderUnavailableException(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** Pause before the next try. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
