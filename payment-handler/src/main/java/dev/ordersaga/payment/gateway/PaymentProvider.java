package dev.ordersaga.payment.gateway;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SPI: everything that one payment provider contributes. A provider is one package with one implementation of this
 * interface, one bean of it and one contract test; see {@code docs/add-a-payment-provider.md}.
 */
public interface PaymentProvider {

    /**
     * Lower-case name of the provider. It enables the provider ({@code payment-handler.providers}), is recorded with
     * every attempt, and is part of the webhook route and of metrics: it must not change once there are payments.
     */
    String name();

    /** Matches, in full, the payment method tokens of this provider. */
    Pattern paymentMethods();

    /** Calls to the provider. */
    PaymentGateway gateway();

    /** Read access to what the provider has recorded, for webhooks and reconciliation; empty if it offers none. */
    default Optional<ProviderRecords> records() {
        return Optional.empty();
    }

    /** Verifier of the provider's webhooks, which needs {@link #records} too; empty if it sends none. */
    default Optional<WebhookVerifier> webhooks() {
        return Optional.empty();
    }
}
