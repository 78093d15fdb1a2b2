package dev.ordersaga.payment.gateway.stripe;

import dev.ordersaga.payment.gateway.InvalidWebhookException;
import dev.ordersaga.payment.gateway.WebhookMessage;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import java.time.Clock;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies Stripe's webhooks. Only ids and the type are read, from the raw JSON: the library parses objects of its own
 * API version only, while a webhook has the version of the endpoint's settings.
 */
final class StripeWebhookVerifier implements WebhookVerifier {

    /** Relevant event types; the others duplicate these, or precede any change. */
    private static final Set<String> RELEVANT = Set.of(
            "charge.dispute.closed",
            "charge.dispute.created",
            "charge.dispute.funds_reinstated",
            "charge.dispute.funds_withdrawn",
            "charge.dispute.updated",
            "payment_intent.amount_capturable_updated",
            "payment_intent.canceled",
            "payment_intent.payment_failed",
            "payment_intent.processing",
            "payment_intent.requires_action",
            "payment_intent.succeeded",
            "refund.failed",
            "refund.updated");

    private static final String SIGNATURE_HEADER = "Stripe-Signature";
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_LENGTH = 255;

    private final StripeSettings settings;
    private final Clock clock;

    StripeWebhookVerifier(StripeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public WebhookMessage verify(byte[] body, HttpHeaders headers) {
        StripeSignature.parse(headers.getFirst(SIGNATURE_HEADER))
                .verify(body, settings.webhookSecrets(), clock.instant(), settings.webhookTolerance());
        JsonNode event = parse(body);
        String type = text(event.path("type"));
        JsonNode object = event.path("data").path("object");
        // Only objects of relevant events must have an id: a balance, for example, has none.
        return new WebhookMessage(
                text(event.path("id")), type, RELEVANT.contains(type) ? text(object.path("id")) : null);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw new InvalidWebhookException("the body is not JSON");
        }
    }

    private static String text(JsonNode value) {
        String text = value.asString("");
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new InvalidWebhookException("the body is not an event of Stripe");
        }
        return text;
    }
}
