package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON of errors. */
public final class ErrorJson {

    public static final String API_ERROR = "api_error";
    public static final String IDEMPOTENCY_ERROR = "idempotency_error";
    public static final String INVALID_REQUEST = "invalid_request_error";

    private static final int PAYMENT_FAILED = 402;

    private ErrorJson() {}

    /** @param code the error code, null where Stripe has none */
    public static ObjectNode of(String type, @Nullable String code, String message) {
        ObjectNode error = JsonFields.object();
        if (code != null) {
            error.put("code", code);
            error.put("doc_url", "https://docs.stripe.com/error-codes/" + code.replace('_', '-'));
        }
        error.put("message", message);
        error.put("type", type);
        return wrap(error);
    }

    /** An invalid request. */
    public static ObjectNode of(InvalidRequestException rejection, StripeJson stripeJson) {
        String type = rejection.status() == PAYMENT_FAILED ? PaymentError.CARD_ERROR : INVALID_REQUEST;
        ObjectNode json = of(type, rejection.code(), rejection.text());
        ObjectNode error = (ObjectNode) json.get("error");
        if (rejection.param() != null && !rejection.param().isEmpty()) {
            error.put("param", rejection.param());
        }
        if (rejection.intent() != null) {
            error.set("payment_intent", stripeJson.intent(rejection.intent()));
        }
        return json;
    }

    static ObjectNode wrap(ObjectNode error) {
        ObjectNode json = JsonFields.object();
        json.set("error", error);
        return json;
    }
}
