package dev.ordersaga.payment.gateway.stripe;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Access to Stripe. Secrets come from the environment or from files, never from a command line, which every user of the
 * machine can read.
 *
 * @param apiBase address of Stripe's API, or of a simulator
 * @param apiKey the account's secret key; the start fails without one
 * @param returnUrl where the customer returns to after the bank's page; {@code {orderId}} is replaced
 * @param connectTimeout time limit for a connection
 * @param answerTimeout time limit for a response, from the request to its last byte
 * @param largestAnswer a longer response is discarded, and the outcome counts as unknown
 * @param pollInterval pause between look-ups of a payment that is processing; its webhook usually arrives first
 * @param actionWithin time that a customer has for the bank's page
 * @param webhookSecrets signing secrets of the webhooks; two during a rotation, none to reject all webhooks
 * @param webhookTolerance how far the time of a signature may differ from the local clock, either way
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
        @DefaultValue("10s") Duration pollInterval,
        @DefaultValue("15m") Duration actionWithin,
        @DefaultValue List<String> webhookSecrets,
        @DefaultValue("5m") Duration webhookTolerance) {

    /**
     * The secret key, if it may be sent to {@code apiBase}.
     *
     * @throws IllegalStateException if there is none, or if it is a live one and would be sent without encryption
     */
    String usableKey() {
        if (apiKey == null || apiKey.isBlank()) {
            throw new IllegalStateException("payment provider stripe needs a secret key: set the environment"
                    + " variable PAYMENTHANDLER_STRIPE_APIKEY, or a file (see docs/operating.md)");
        }
        if (apiKey.contains("_live_") && !"https".equals(apiBase.getScheme())) {
            throw new IllegalStateException("a live key is not sent to " + apiBase + ": it is not https");
        }
        return apiKey;
    }

    /** Without the secrets: settings may be logged. */
    @Override
    public String toString() {
        return "StripeSettings[apiBase=" + apiBase + ", returnUrl=" + returnUrl + ", connectTimeout=" + connectTimeout
                + ", answerTimeout=" + answerTimeout + "]";
    }
}
