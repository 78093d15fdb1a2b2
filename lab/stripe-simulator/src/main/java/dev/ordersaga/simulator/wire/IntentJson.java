package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.Cancellation;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.Ids;
import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.payment.IntentStatus;
import dev.ordersaga.simulator.payment.IntentTerms;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows a payment intent. */
final class IntentJson {

    static final List<String> SHOWN_AGAIN = List.of(
            "customer",
            "description",
            "on_behalf_of",
            "receipt_email",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "transfer_group");

    private final Supplier<String> baseUrl;

    /** @param baseUrl where customers find the page that stands for their bank */
    IntentJson(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    ObjectNode of(Intent intent) {
        IntentTerms terms = intent.terms();
        ObjectNode json = Fields.object(intent.id(), "payment_intent");
        amounts(json, intent);
        automaticMethods(json, terms);
        cancellation(json, intent.cancellation());
        json.put("capture_method", Fields.word(terms.captureMethod()));
        json.put("client_secret", intent.id() + "_secret_" + Ids.text(intent.id(), 25));
        json.put("confirmation_method", "automatic");
        Fields.time(json, "created", terms.created());
        json.put("currency", terms.currency());
        error(json, intent);
        json.put(
                "latest_charge",
                intent.charge() == null ? null : intent.charge().id());
        json.put("livemode", false);
        Fields.texts(json, "metadata", terms.metadata());
        nextAction(json, intent);
        json.put("payment_method", intent.paymentMethod());
        json.putObject("payment_method_options").putObject("card").put("request_three_d_secure", "automatic");
        types(json, terms);
        json.put("setup_future_usage", terms.texts().get("setup_future_usage"));
        json.put("status", Fields.word(intent.status()));
        for (String name : SHOWN_AGAIN) {
            json.put(name, terms.texts().get(name));
        }
        neverThere(json);
        return json;
    }

    private static void neverThere(ObjectNode json) {
        Fields.nulls(
                json,
                "application",
                "application_fee_amount",
                "payment_method_configuration_details",
                "processing",
                "review",
                "shipping",
                "source",
                "transfer_data");
    }

    private static void amounts(ObjectNode json, Intent intent) {
        json.put("amount", intent.terms().amount());
        json.put("amount_capturable", intent.capturable());
        json.put("amount_received", intent.received());
        json.putObject("amount_details").putObject("tip");
    }

    private static void automaticMethods(ObjectNode json, IntentTerms terms) {
        if (terms.types().isEmpty()) {
            json.putObject("automatic_payment_methods")
                    .put("allow_redirects", terms.redirects() ? "always" : "never")
                    .put("enabled", true);
        } else {
            json.putNull("automatic_payment_methods");
        }
    }

    private static void cancellation(ObjectNode json, @org.jspecify.annotations.Nullable Cancellation cancellation) {
        Fields.time(json, "canceled_at", cancellation == null ? null : cancellation.at());
        json.put("cancellation_reason", cancellation == null ? null : cancellation.reason());
    }

    private static void error(ObjectNode json, Intent intent) {
        if (intent.lastError() == null) {
            json.putNull("last_payment_error");
            return;
        }
        Charge charge = intent.charge();
        boolean charged = charge != null && charge.failure() != null;
        json.set("last_payment_error", FailureJson.of(intent.lastError(), charged ? charge : null));
    }

    /** With a return URL the customer is sent away and back; without one the page is for the caller to open. */
    private void nextAction(ObjectNode json, Intent intent) {
        if (intent.status() != IntentStatus.REQUIRES_ACTION) {
            json.putNull("next_action");
            return;
        }
        String page = baseUrl.get() + "/simulator/payment_intents/" + intent.id() + "/authentication";
        ObjectNode action = json.putObject("next_action");
        if (intent.returnUrl() == null) {
            action.put("type", "use_stripe_sdk")
                    .putObject("use_stripe_sdk")
                    .put("type", "three_d_secure_redirect")
                    .put("stripe_js", page);
        } else {
            action.put("type", "redirect_to_url")
                    .putObject("redirect_to_url")
                    .put("return_url", intent.returnUrl())
                    .put("url", page);
        }
    }

    private static void types(ObjectNode json, IntentTerms terms) {
        ArrayNode types = json.putArray("payment_method_types");
        if (terms.types().isEmpty()) {
            types.add("card");
        } else {
            terms.types().forEach(types::add);
        }
    }
}
