package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.engine.Ids;
import dev.ordersaga.simulator.payment.Cancellation;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentIntentTerms;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of a PaymentIntent. */
final class PaymentIntentJson {

    static final List<String> ECHOED = List.of(
            "customer",
            "description",
            "on_behalf_of",
            "receipt_email",
            "statement_descriptor",
            "statement_descriptor_suffix",
            "transfer_group");

    private final Supplier<String> baseUrl;

    /** @param baseUrl base URL of the authentication page */
    PaymentIntentJson(Supplier<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    ObjectNode of(PaymentIntent intent) {
        PaymentIntentTerms terms = intent.terms();
        ObjectNode json = JsonFields.object(intent.id(), "payment_intent");
        amounts(json, intent);
        automaticMethods(json, terms);
        cancellation(json, intent.cancellation());
        json.put("capture_method", JsonFields.wireName(terms.captureMethod()));
        json.put("client_secret", intent.id() + "_secret_" + Ids.text(intent.id(), 25));
        json.put("confirmation_method", "automatic");
        JsonFields.time(json, "created", terms.created());
        json.put("currency", terms.currency());
        error(json, intent);
        json.put(
                "latest_charge",
                intent.charge() == null ? null : intent.charge().id());
        json.put("livemode", false);
        JsonFields.texts(json, "metadata", terms.metadata());
        nextAction(json, intent);
        json.put("payment_method", intent.paymentMethod());
        json.putObject("payment_method_options").putObject("card").put("request_three_d_secure", "automatic");
        types(json, terms);
        json.put("setup_future_usage", terms.texts().get("setup_future_usage"));
        json.put("status", JsonFields.wireName(intent.status()));
        for (String name : ECHOED) {
            json.put(name, terms.texts().get(name));
        }
        return json;
    }

    private static void amounts(ObjectNode json, PaymentIntent intent) {
        json.put("amount", intent.terms().amount());
        json.put("amount_capturable", intent.capturable());
        json.put("amount_received", intent.received());
        json.putObject("amount_details").putObject("tip");
    }

    private static void automaticMethods(ObjectNode json, PaymentIntentTerms terms) {
        if (terms.types().isEmpty()) {
            json.putObject("automatic_payment_methods")
                    .put("allow_redirects", terms.redirects() ? "always" : "never")
                    .put("enabled", true);
        } else {
            json.putNull("automatic_payment_methods");
        }
    }

    private static void cancellation(ObjectNode json, @org.jspecify.annotations.Nullable Cancellation cancellation) {
        JsonFields.time(json, "canceled_at", cancellation == null ? null : cancellation.at());
        json.put("cancellation_reason", cancellation == null ? null : cancellation.reason());
    }

    private static void error(ObjectNode json, PaymentIntent intent) {
        if (intent.lastError() == null) {
            json.putNull("last_payment_error");
            return;
        }
        Charge charge = intent.charge();
        boolean charged = charge != null && charge.failure() != null;
        json.set("last_payment_error", PaymentErrorJson.of(intent.lastError(), charged ? charge : null));
    }

    /** With a return URL the customer is redirected; without one the caller opens the page. */
    private void nextAction(ObjectNode json, PaymentIntent intent) {
        if (intent.status() != PaymentIntentStatus.REQUIRES_ACTION) {
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

    private static void types(ObjectNode json, PaymentIntentTerms terms) {
        ArrayNode types = json.putArray("payment_method_types");
        if (terms.types().isEmpty()) {
            types.add("card");
        } else {
            terms.types().forEach(types::add);
        }
    }
}
