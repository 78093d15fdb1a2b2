package dev.ordersaga.payment.gateway;

/** A provider did not answer, or not in a way that can be relied on. It may or may not have acted: ask again later. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message for the log: no secrets, nothing about the customer */
    public NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message for the log: no secrets, nothing about the customer */
    public NoAnswerException(String message) {
        super(message);
    }
}
