package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.engine.EngineSettings;
import dev.ordersaga.simulator.engine.Operation;
import dev.ordersaga.simulator.ledger.Posting;
import org.jspecify.annotations.Nullable;

/** An invalid request: status 4xx, no effect. */
public final class InvalidRequestException extends RuntimeException {

    private final int status;
    private final @Nullable String code;
    private final @Nullable String param;
    private final transient @Nullable PaymentIntent intent;

    /**
     * @param code the error code, null where Stripe has none
     * @param message for the developer
     * @param param the invalid parameter, null if there is none
     * @param intent the current PaymentIntent, null if there is none
     */
    public InvalidRequestException(
            int status, @Nullable String code, String message, @Nullable String param, @Nullable PaymentIntent intent) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
        this.intent = intent;
    }

    /** An invalid parameter. */
    public static InvalidRequestException of(String param, @Nullable String code, String message) {
        return new InvalidRequestException(400, code, message, param, null);
    }

    public static InvalidRequestException unexpected(PaymentIntent intent, String message) {
        return new InvalidRequestException(400, "payment_intent_unexpected_state", message, null, intent);
    }

    /** A refusal that was injected as a fault. */
    public static InvalidRequestException refused(int status, String code, @Nullable PaymentIntent intent) {
        return new InvalidRequestException(
                status, code, "The request is refused (" + code + "; injected by the simulator).", null, intent);
    }

    public int status() {
        return status;
    }

    public @Nullable String code() {
        return code;
    }

    /** For the developer. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public @Nullable String param() {
        return param;
    }

    public @Nullable PaymentIntent intent() {
        return intent;
    }

    /** The ledger posting of the rejection. */
    public Posting posting(Operation operation, ObjectLookup objects, EngineSettings settings) {
        String intentId = operation.intentId();
        PaymentIntent about = intentId == null ? null : objects.intent(intentId).orElse(null);
        return new Posting(
                operation.op(),
                intentId,
                null,
                about == null ? null : about.terms().metadata().get(settings.orderIdKey()),
                operation.amount(),
                about == null ? null : about.terms().currency(),
                Posting.ERROR,
                code == null ? "invalid_request" : code,
                null);
    }
}
