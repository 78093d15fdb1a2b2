package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.ledger.Posting;
import org.jspecify.annotations.Nullable;

/** A request that the caller must not repeat unchanged: status 4xx and nothing happened. */
public final class Refusal extends RuntimeException {

    private final int status;
    private final @Nullable String code;
    private final @Nullable String param;
    private final transient @Nullable Intent intent;

    /**
     * @param code the error code, null where Stripe has none
     * @param message for the developer
     * @param param the parameter at fault, null when it is none
     * @param intent the intent as it is, null when it is about none
     */
    public Refusal(int status, @Nullable String code, String message, @Nullable String param, @Nullable Intent intent) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
        this.intent = intent;
    }

    /** A parameter that cannot be right. */
    public static Refusal of(String param, @Nullable String code, String message) {
        return new Refusal(400, code, message, param, null);
    }

    static Refusal unexpected(Intent intent, String message) {
        return new Refusal(400, "payment_intent_unexpected_state", message, null, intent);
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

    public @Nullable Intent intent() {
        return intent;
    }

    /** What the ledger says about it. */
    Posting posting(Operation operation, Lookup objects, ProviderSettings settings) {
        String intentId = operation.intentId();
        Intent about = intentId == null ? null : objects.intent(intentId).orElse(null);
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
