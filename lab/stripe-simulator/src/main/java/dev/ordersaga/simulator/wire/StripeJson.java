package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.engine.Effect;
import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.payment.Page;
import dev.ordersaga.simulator.payment.PaymentError;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.Refund;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Renders objects as Stripe does. */
public final class StripeJson {

    private final PaymentIntentJson intents;
    private final Supplier<String> baseUrl;
    private final String apiVersion;
    private final Appearances appearances = new Appearances();

    /**
     * Renders for one account.
     *
     * @param baseUrl base URL of the authentication page
     * @param apiVersion the account's API version
     */
    public StripeJson(Supplier<String> baseUrl, String apiVersion) {
        this.intents = new PaymentIntentJson(baseUrl);
        this.baseUrl = baseUrl;
        this.apiVersion = apiVersion;
    }

    /** Base URL of the authentication page. */
    public String baseUrl() {
        return baseUrl.get();
    }

    /** Fields with which objects are shown instead of their own. */
    public Appearances appearances() {
        return appearances;
    }

    /** The secret by which the customer's browser may read the PaymentIntent. */
    public String clientSecret(PaymentIntent intent) {
        return PaymentIntentJson.clientSecret(intent);
    }

    /** The account's API version. */
    public String apiVersion() {
        return apiVersion;
    }

    public ObjectNode intent(PaymentIntent intent) {
        return appearances.of(intents.of(intent));
    }

    /** The latest charge of the PaymentIntent. */
    public ObjectNode charge(PaymentIntent intent) {
        return appearances.of(ChargeJson.of(intent));
    }

    public ObjectNode refund(Refund refund) {
        ObjectNode json = JsonFields.object(refund.id(), "refund");
        json.put("amount", refund.amount());
        json.put(
                "balance_transaction",
                refund.release() ? null : "txn_" + refund.id().substring(3));
        json.put("charge", refund.chargeId());
        JsonFields.time(json, "created", refund.created());
        json.put("currency", refund.currency());
        json.putObject("destination_details")
                .put("type", "card")
                .putObject("card")
                .put("type", "refund");
        if (refund.failureReason() != null) {
            json.put("failure_reason", refund.failureReason());
        }
        JsonFields.texts(json, "metadata", refund.metadata());
        json.put("payment_intent", refund.intentId());
        json.put("reason", refund.reason());
        return appearances.of(json.put("status", JsonFields.wireName(refund.status())));
    }

    public ObjectNode dispute(Dispute dispute) {
        ObjectNode json = JsonFields.object(dispute.id(), "dispute");
        json.put("amount", dispute.amount());
        balanceTransactions(json.putArray("balance_transactions"), dispute);
        json.put("charge", dispute.chargeId());
        JsonFields.time(json, "created", dispute.created());
        json.put("currency", dispute.currency());
        json.putObject("evidence");
        ObjectNode details = json.putObject("evidence_details");
        JsonFields.time(details, "due_by", dispute.dueBy());
        details.put("has_evidence", false).put("past_due", false).put("submission_count", 0);
        json.put("is_charge_refundable", !dispute.status().isWithdrawn()).put("livemode", false);
        json.putObject("metadata");
        json.put("payment_intent", dispute.intentId()).put("reason", dispute.reason());
        return appearances.of(json.put("status", JsonFields.wireName(dispute.status())));
    }

    /** One for the withdrawal, and one for its reinstatement. */
    private static void balanceTransactions(ArrayNode transactions, Dispute dispute) {
        boolean won = dispute.status() == Dispute.Status.WON;
        if (won || dispute.status().isWithdrawn()) {
            balanceTransaction(transactions.addObject(), dispute, "txn_w" + dispute.id(), -dispute.amount());
        }
        if (won) {
            balanceTransaction(transactions.addObject(), dispute, "txn_r" + dispute.id(), dispute.amount());
        }
    }

    private static void balanceTransaction(ObjectNode json, Dispute dispute, String id, long amount) {
        json.put("id", id).put("object", "balance_transaction").put("amount", amount);
        json.put("currency", dispute.currency()).put("source", dispute.id()).put("type", "adjustment");
    }

    /** An event of the account's API version. */
    public ObjectNode event(Event event) {
        return event(event, apiVersion);
    }

    /** An event as rendered for an endpoint with its own API version. */
    public ObjectNode event(Event event, String version) {
        ObjectNode json = JsonFields.object(event.id(), "event");
        json.put("api_version", version);
        JsonFields.time(json, "created", event.created());
        json.putObject("data").set("object", subject(event));
        json.put("livemode", false).put("pending_webhooks", 1);
        json.putObject("request").put("id", event.requestId()).put("idempotency_key", event.key());
        return json.put("type", event.type());
    }

    /** The object that an operation returns. */
    public ObjectNode result(Effect effect, boolean aboutRefund) {
        return aboutRefund
                ? refund(Objects.requireNonNull(effect.refund()))
                : intent(Objects.requireNonNull(effect.intent()));
    }

    /** The error of a failed payment. */
    public ObjectNode failed(PaymentError failure, PaymentIntent intent) {
        boolean charged = intent.charge() != null && intent.charge().failure() != null;
        ObjectNode error = PaymentErrorJson.of(failure, charged ? intent.charge() : null);
        error.set("payment_intent", intent(intent));
        return ErrorJson.wrap(error);
    }

    /**
     * A list.
     *
     * @param url the path of the endpoint
     */
    public <T> ObjectNode list(String url, Page<T> page, Function<T, ObjectNode> stripeJson) {
        ObjectNode json = JsonFields.object().put("object", "list");
        ArrayNode data = json.putArray("data");
        page.items().forEach(item -> data.add(stripeJson.apply(item)));
        return json.put("has_more", page.hasMore()).put("url", url);
    }

    private ObjectNode subject(Event event) {
        return switch (event.note().subject()) {
            case NEW_INTENT -> intent(event.intent().asCreated());
            case INTENT -> intent(event.intent());
            case CHARGE -> charge(event.intent());
            case REFUND -> refund(Objects.requireNonNull(event.refund()));
            case DISPUTE -> dispute(Objects.requireNonNull(event.dispute()));
        };
    }
}
