package dev.ordersaga.payment.gateway;

/**
 * The provider is available and rejects a request as invalid, which is a fault of this system. The payment's outcome
 * stays unknown: the call is retried and needs a manual check. The circuit breaker does not count it as a failure of
 * the provider.
 */
public final class RequestRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log: no secrets, no personal data */
    public RequestRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
