package dev.ordersaga.payment.gateway;

import org.springframework.http.HttpHeaders;

/** Verifies and parses a provider's webhooks. */
public interface WebhookVerifier {

    /**
     * Verifies the signature, then reads the message.
     *
     * @param body exactly as it was sent
     * @throws InvalidWebhookException if the signature is missing, wrong, too old or from the future, or if the body is
     *     not a message of this provider
     */
    WebhookMessage verify(byte[] body, HttpHeaders headers);
}
