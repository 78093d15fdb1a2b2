package dev.ordersaga.payment.gateway;

/**
 * The provider is available and refuses this very request for good, for example because nothing is left to refund: it
 * has not acted, and would answer the same to a repetition. The circuit breaker does not count it as a failure of the
 * provider. A refusal of this system's credentials, or because of too many requests, is not one.
 */
public final class RequestRejectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String UNNAMED = "request_refused";

    private final String code;

    /** @param message for the log: no secrets, no personal data */
    public RequestRejectedException(String message, Throwable cause) {
        this(UNNAMED, message, cause);
    }

    /**
     * @param code the provider's code for the reason
     * @param message for the log: no secrets, no personal data
     */
    public RequestRejectedException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The provider's code for the reason. */
    public String code() {
        return code;
    }
}
