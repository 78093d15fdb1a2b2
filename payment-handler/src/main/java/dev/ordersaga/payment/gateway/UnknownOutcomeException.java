package dev.ordersaga.payment.gateway;

/** The provider did not answer, or not in a usable way. It may or may not have acted: the call is retried later. */
public final class UnknownOutcomeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log: no secrets, no personal data */
    public UnknownOutcomeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message for the log: no secrets, no personal data */
    public UnknownOutcomeException(String message) {
        super(message);
    }
}
