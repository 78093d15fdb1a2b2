package dev.ordersaga.simulator.webhook;

import java.net.URI;

/**
 * A merchant's webhook endpoint.
 *
 * @param url http or https
 * @param secret {@code whsec_…}: signing secret
 */
public record WebhookEndpoint(URI url, String secret) {

    public WebhookEndpoint {
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("A webhook URL begins with http:// or https://, not like '" + url + "'");
        }
        if (secret.isBlank()) {
            throw new IllegalArgumentException("A webhook endpoint needs a secret");
        }
    }

    @Override
    public String toString() {
        return "WebhookEndpoint[" + url + "]";
    }
}
