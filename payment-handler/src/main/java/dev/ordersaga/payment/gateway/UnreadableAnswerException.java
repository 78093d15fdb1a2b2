package dev.ordersaga.payment.gateway;

/**
 * The provider answered, but with a state, amount or currency that this system cannot read. Nothing may be concluded
 * from it; the circuit breaker does not count it as a failure of the provider.
 */
public final class UnreadableAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log: no secrets, no personal data */
    public UnreadableAnswerException(String message) {
        super(message);
    }

    /** @param message for the log: no secrets, no personal data */
    public UnreadableAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
