package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.idempotency.StoredResponse;
import org.jspecify.annotations.Nullable;

/**
 * Request data that the ledger stores.
 *
 * @param key the idempotency key, null when there is none
 * @param path the endpoint
 * @param fingerprint hash of the parameters
 * @param delivered false when the true response is withheld, otherwise null
 */
public record RequestOrigin(
        @Nullable String key,
        @Nullable String path,
        @Nullable String fingerprint,
        @Nullable String requestId,
        @Nullable Boolean delivered) {

    /** Of changes that no request caused. */
    public static final RequestOrigin NONE = new RequestOrigin(null, null, null, null, null);

    @Nullable
    public StoredResponse stored(PaymentEngine.ApiResponse answer) {
        if (key == null || path == null || fingerprint == null || requestId == null) {
            return null;
        }
        return new StoredResponse(key, path, fingerprint, requestId, answer.status(), answer.body());
    }
}
