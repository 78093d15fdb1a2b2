package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.PaymentError;
import dev.ordersaga.simulator.payment.PaymentIntent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON of a charge. */
final class ChargeJson {

    private ChargeJson() {}

    /** The latest charge of the PaymentIntent. */
    static ObjectNode of(PaymentIntent intent) {
        Charge charge = Objects.requireNonNull(intent.charge());
        ObjectNode json = JsonFields.object(charge.id(), "charge");
        amounts(json, charge);
        json.put("currency", intent.terms().currency());
        JsonFields.time(json, "created", charge.created());
        json.put("livemode", false);
        JsonFields.texts(json, "metadata", intent.terms().metadata());
        status(json, charge);
        json.set("outcome", outcome(charge.failure()));
        json.put("payment_intent", intent.id()).put("payment_method", charge.paymentMethod());
        json.set("payment_method_details", details(charge));
        for (String name : PaymentIntentJson.ECHOED) {
            json.put(name, intent.terms().texts().get(name));
        }
        return json;
    }

    private static void amounts(ObjectNode json, Charge charge) {
        long back = charge.released() + charge.refunded();
        json.put("amount", charge.amount());
        json.put("amount_captured", charge.captured());
        json.put("amount_refunded", back);
        json.put("refunded", back > 0 && back == charge.amount());
        json.put("captured", charge.captured() > 0);
        json.put(
                "balance_transaction",
                charge.captured() > 0 ? "txn_" + charge.id().substring(3) : null);
    }

    private static void status(ObjectNode json, Charge charge) {
        PaymentError failure = charge.failure();
        json.put("status", JsonFields.wireName(charge.status()));
        json.put("paid", charge.status() == Charge.Status.SUCCEEDED);
        json.put("disputed", charge.disputeId() != null);
        json.put("failure_code", failure == null ? null : failure.code());
        json.put("failure_message", failure == null ? null : failure.message());
    }

    private static ObjectNode outcome(@Nullable PaymentError failure) {
        ObjectNode json = JsonFields.object();
        if (failure == null) {
            return json.put("network_status", "approved_by_network")
                    .put("risk_level", "normal")
                    .put("risk_score", 20)
                    .put("seller_message", "Payment complete.")
                    .put("type", "authorized");
        }
        boolean blocked = "fraudulent".equals(failure.declineCode());
        return json.put("advice_code", failure.adviceCode())
                .put("reason", failure.reason())
                .put("network_status", blocked ? "not_sent_to_network" : "declined_by_network")
                .put("risk_level", blocked ? "highest" : "normal")
                .put("risk_score", blocked ? 90 : 20)
                .put("seller_message", blocked ? "Stripe blocked this payment." : failure.message())
                .put("type", blocked ? "blocked" : "issuer_declined");
    }

    private static ObjectNode details(Charge charge) {
        PaymentMethod method = PaymentMethods.of(charge.paymentMethod());
        ObjectNode json = JsonFields.object();
        ObjectNode inner = json.putObject(method.type());
        if (!method.last4().isEmpty()) {
            inner.put("last4", method.last4());
        }
        if (method.type().equals("card")) {
            inner.put("amount_authorized", charge.status() == Charge.Status.SUCCEEDED ? charge.amount() : null);
            inner.put("brand", method.brand());
            inner.put("country", "US")
                    .put("exp_month", 12)
                    .put("exp_year", 2040)
                    .put("funding", "credit");
            inner.put("network", method.brand()).putNull("three_d_secure").putNull("wallet");
            if (charge.captureBefore() != null && charge.open() > 0) {
                inner.put("capture_before", charge.captureBefore().getEpochSecond());
            }
        }
        return json.put("type", method.type());
    }
}
