package dev.ordersaga.payment.gateway;

/** A webhook has no valid signature, or a body that cannot be read. Nothing of it may be used. */
public final class InvalidWebhookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message the cause, for the log; contains nothing of the webhook */
    public InvalidWebhookException(String message) {
        super(message);
    }
}
