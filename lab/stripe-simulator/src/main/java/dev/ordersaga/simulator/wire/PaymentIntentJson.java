package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.engine.Ids;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.Cancellation;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentStatus;
import dev.ordersaga.simulator.payment.PaymentIntentTerms;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
        json.put("client_secret", clientSecret(intent));
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
        types(json, intent);
        json.put("setup_future_usage", terms.texts().get("setup_future_usage"));
        json.put("status", JsonFields.wireName(intent.status()));
        for (String name : ECHOED) {
            json.put(name, terms.texts().get(name));
        }
        return json;
    }

    static String clientSecret(PaymentIntent intent) {
        return intent.id() + "_secret_" + Ids.text(intent.id(), 25);
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

    private void nextAction(ObjectNode json, PaymentIntent intent) {
        if (intent.status() != PaymentIntentStatus.REQUIRES_ACTION) {
            json.putNull("next_action");
            return;
        }
        String page = baseUrl.get() + "/simulator/payment_intents/" + intent.id() + "/authentication";
        json.set("next_action", NextActionJson.of(intent, page));
    }

    private static void types(ObjectNode json, PaymentIntent intent) {
        Set<String> types = new LinkedHashSet<>(intent.terms().types());
        if (types.isEmpty()) {
            types.add("card");
            Optional.ofNullable(intent.paymentMethod())
                    .flatMap(PaymentMethods::find)
                    .ifPresent(method -> types.add(method.type()));
        }
        types.forEach(json.putArray("payment_method_types")::add);
    }
}
