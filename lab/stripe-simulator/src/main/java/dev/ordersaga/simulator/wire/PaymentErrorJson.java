package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.method.PaymentMethod;
import dev.ordersaga.simulator.method.PaymentMethods;
import dev.ordersaga.simulator.payment.Charge;
import dev.ordersaga.simulator.payment.PaymentError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON of payment errors and payment methods. */
final class PaymentErrorJson {

    private PaymentErrorJson() {}

    /** @param charge the failed attempt, null when there was none */
    static ObjectNode of(PaymentError failure, @Nullable Charge charge) {
        ObjectNode json = JsonFields.object();
        if (failure.adviceCode() != null) {
            json.put("advice_code", failure.adviceCode());
        }
        if (charge != null) {
            json.put("charge", charge.id());
        }
        json.put("code", failure.code());
        if (failure.declineCode() != null) {
            json.put("decline_code", failure.declineCode());
        }
        json.put(
                "doc_url",
                "https://docs.stripe.com/error-codes/" + failure.code().replace('_', '-'));
        json.put("message", failure.message());
        if (failure.param() != null) {
            json.put("param", failure.param());
        }
        if (charge != null) {
            json.set("payment_method", method(PaymentMethods.of(charge.paymentMethod())));
        }
        return json.put("type", failure.type());
    }

    static ObjectNode method(PaymentMethod method) {
        ObjectNode json = JsonFields.object(method.id(), "payment_method");
        ObjectNode details = json.putObject(method.type());
        if (method.last4().isEmpty()) {
            return json.putNull("customer").put("livemode", false).put("type", method.type());
        }
        details.put("brand", method.brand())
                .put("country", "US")
                .put("exp_month", 12)
                .put("exp_year", 2040)
                .put("funding", "credit")
                .put("last4", method.last4());
        return json.putNull("customer").put("livemode", false).put("type", method.type());
    }
}
