package dev.ordersaga.simulator.webhook;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A merchant's webhook endpoint.
 *
 * @param url http or https
 * @param secret {@code whsec_…}: signing secret
 * @param apiVersion of its events, null for the account's
 */
public record WebhookEndpoint(
        URI url, String secret, @Nullable String apiVersion) {

    /** An endpoint with the account's API version. */
    public WebhookEndpoint(URI url, String secret) {
        this(url, secret, null);
    }

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

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

    /** Whether its host is this machine, by the form of its name. */
    boolean isLoopback() {
        String host = String.valueOf(url.getHost());
        return host.equals("localhost")
                || host.equals("[::1]")
                || LOOPBACK.matcher(host).matches();
    }

    boolean isAtSameServer(WebhookEndpoint other) {
        return url.getPort() == other.url.getPort()
                && String.valueOf(url.getHost()).equalsIgnoreCase(other.url.getHost())
                && String.valueOf(url.getScheme()).equals(other.url.getScheme());
    }
}
