package dev.ordersaga.payment.gateway.stripe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How Stripe is reached. Secrets come from the environment or from files, never from a command line, where every user of
 * the machine can read them.
 *
 * @param apiBase where Stripe's interface is; a stand-in for tests may be anywhere
 * @param apiKey the account's secret key; null is refused at start
 * @param returnUrl where a customer goes after a talk with the bank; {@code {orderId}} is replaced
 * @param connectTimeout how long a connection may take
 * @param answerTimeout how long an answer may take, from the request to its last byte
 * @param largestAnswer what is longer is not read and counts as no answer
 * @param askAgainIn the pause before a payment that is processing is looked at again; its webhook is mostly there first
 * @param actionWithin how long a customer has to talk to the bank
 * @param webhookSecrets what Stripe signs its webhooks with; two while one replaces the other, none to refuse them all
 * @param webhookTolerance how far from our clock a webhook may have been signed, either way
 */
@ConfigurationProperties("payment-handler.stripe")
public record StripeSettings(
        @DefaultValue("https://api.stripe.com") URI apiBase,
        @Nullable String apiKey,

        @DefaultValue("http://127.0.0.1:8080/orders/{orderId}")
        String returnUrl,

        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration answerTimeout,
        @DefaultValue("1MB") DataSize largestAnswer,
        @DefaultValue("10s") Duration askAgainIn,
        @DefaultValue("15m") Duration actionWithin,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue("5m") Duration webhookTolerance) {

    /**
     * The key, if it may be sent to where the settings point.
     *
     * @throws IllegalStateException if there is none, or if it is a live one and would leave without encryption
     */
    String usableKey() {
        if (apiKey == null || apiKey.isBlank()) {
            throw new IllegalStateException("payment-handler.gateway=stripe needs a secret key: set the environment"
                    + " variable PAYMENTHANDLER_STRIPE_APIKEY, or a file (see docs/operating.md)");
        }
        if (apiKey.contains("_live_") && !"https".equals(apiBase.getScheme())) {
            throw new IllegalStateException("a live key is not sent to " + apiBase + ": that is not https");
        }
        return apiKey;
    }

    /** Without the secrets: settings end up in logs. */
    @Override
    public String toString() {
        return "StripeSettings[apiBase=" + apiBase + ", returnUrl=" + returnUrl + ", connectTimeout=" + connectTimeout
                + ", answerTimeout=" + answerTimeout + "]";
    }
}
