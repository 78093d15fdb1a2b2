package dev.ordersaga.payment.gateway;

/**
 * The provider is well, and refuses a request as a fault of ours. For the payment it is as if there was no answer: it is
 * asked again later, and a person looks.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log: no secrets, nothing about the customer */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
