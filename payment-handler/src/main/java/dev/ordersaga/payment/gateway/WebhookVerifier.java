package dev.ordersaga.payment.gateway;

import org.jspecify.annotations.Nullable;

/** Reads what a provider sends on its own. */
public interface WebhookVerifier {

    /**
     * Reads a message.
     *
     * @param body exactly as it was sent
     * @param signature the header that proves where it comes from; null if there was none
     * @throws InvalidWebhookSignatureException if it is not proven, too old, from the future, or no message at all
     */
    WebhookMessage read(byte[] body, @Nullable String signature);
}
