package dev.ordersaga.payment.gateway.stripe;

import dev.ordersaga.payment.gateway.InvalidWebhookSignatureException;
import dev.ordersaga.payment.gateway.WebhookMessage;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stripe's webhooks. Only the names in a message are read, from its raw JSON: the library reads objects of its own API
 * version only, while the version of a message is that of the endpoint's settings.
 */
final class StripeWebhookVerifier implements WebhookVerifier {

    /** What tells something that we keep account of; the others mirror these, or come before anything happened. */
    private static final Set<String> TELLING = Set.of(
            "charge.dispute.closed",
            "charge.dispute.created",
            "payment_intent.amount_capturable_updated",
            "payment_intent.canceled",
            "payment_intent.payment_failed",
            "payment_intent.processing",
            "payment_intent.requires_action",
            "payment_intent.succeeded",
            "refund.failed",
            "refund.updated");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_NAME = 255;

    private final StripeSettings settings;
    private final Clock clock;

    StripeWebhookVerifier(StripeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public WebhookMessage read(byte[] body, @Nullable String signature) {
        StripeSignature.parse(signature)
                .verify(body, settings.webhookSecrets(), clock.instant(), settings.webhookTolerance());
        JsonNode event = parse(body);
        String type = text(event.path("type"));
        JsonNode object = event.path("data").path("object");
        // Only what is of interest must have a name: a balance, say, has none.
        return new WebhookMessage(
                text(event.path("id")), type, TELLING.contains(type) ? text(object.path("id")) : null);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new InvalidWebhookSignatureException("it is not JSON");
        }
    }

    private static String text(JsonNode value) {
        String text = value.asString("");
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            throw new InvalidWebhookSignatureException("it is no event of Stripe's");
        }
        return text;
    }
}
