package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.idempotency.StoredAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the ledger keeps it.
 *
 * @param key the idempotency key, null when there is none
 * @param path the endpoint asked
 * @param fingerprint a hash of the parameters
 * @param delivered false when the true answer will not be given, else null
 */
public record Caller(
        @Nullable String key,
        @Nullable String path,
        @Nullable String fingerprint,
        @Nullable String requestId,
        @Nullable Boolean delivered) {

    /** For what nobody asked through Stripe's part of the interface. */
    public static final Caller NOBODY = new Caller(null, null, null, null, null);

    @Nullable
    StoredAnswer stored(PaymentEngine.Answer answer) {
        if (key == null || path == null || fingerprint == null || requestId == null) {
            return null;
        }
        return new StoredAnswer(key, path, fingerprint, requestId, answer.status(), answer.body());
    }
}
