package dev.ordersaga.payment.gateway;

import java.time.Duration;

/**
 * The call was not made: the provider's circuit breaker is open, its bulkhead is full, or the system is on hold. The
 * outcome is as known as before.
 */
public final class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why no call was made. */
    public enum Reason {
        /** The provider's circuit breaker is open: the provider fails. */
        CIRCUIT_OPEN,
        /** The provider's bulkhead is full: this system makes as many calls as it may. */
        BULKHEAD_FULL,
        /** This system is on hold. */
        ON_HOLD
    }

    private final Reason reason;
    private final Duration retryAfter;

    /** @param retryAfter pause before the next try */
    public ProviderUnavailableException(String message, Reason reason, Duration retryAfter) {
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** Whether the provider is what the call waits for, and not this system. */
    public boolean isProviderFailing() {
        return switch (reason) {
            case CIRCUIT_OPEN -> true;
            case BULKHEAD_FULL, ON_HOLD -> false;
        };
    }

    /** Pause before the next try. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
