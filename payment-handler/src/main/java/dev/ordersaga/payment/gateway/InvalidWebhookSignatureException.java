package dev.ordersaga.payment.gateway;

/** A message that claims to come from a provider does not prove it. Nothing of it may be used. */
public final class InvalidWebhookSignatureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message why, for the log; repeats nothing of the message */
    public InvalidWebhookSignatureException(String message) {
        super(message);
    }
}
