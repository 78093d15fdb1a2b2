package dev.ordersaga.payment.gateway;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An enabled provider as this process uses it: with its gateway and records behind its circuit breaker.
 *
 * @param records null if the provider offers none
 * @param webhooks null if the provider sends none
 */
public record EnabledProvider(
        String name,
        Pattern paymentMethods,
        PaymentGateway gateway,
        @Nullable ProviderRecords records,
        @Nullable WebhookVerifier webhooks) {

    /**
     * @throws IllegalArgumentException if the name cannot be part of a route, or if webhooks could not be followed up
     */
    public EnabledProvider {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException("the name '" + name
                    + "' of a payment provider is not 1 to 32 lower-case letters, digits or hyphens");
        }
        if (webhooks != null && records == null) {
            throw new IllegalArgumentException("payment provider '" + name
                    + "' has webhooks without records: what they announce cannot be looked up");
        }
    }

    /** Whether the token is one of this provider's. */
    boolean accepts(String paymentMethod) {
        return paymentMethods.matcher(paymentMethod).matches();
    }
}
