package dev.ordersaga.simulator.fault;

import org.jspecify.annotations.Nullable;

/**
 * The request or event that fault rules are matched against.
 *
 * @param op create, confirm, capture, cancel, refund, retrieve, list, or due for what no request caused
 * @param orderId the merchant's order, null when it is not known
 * @param paymentMethod the payment method, null when it is not known
 * @param event the event's type, null outside webhooks
 * @param requestId the request, null for what no request caused
 * @param key its idempotency key, null when it has none
 */
public record FaultContext(
        String op,
        @Nullable String orderId,
        @Nullable String paymentMethod,
        @Nullable String event,
        @Nullable String requestId,
        @Nullable String key) {

    /** The same context for one event. */
    public FaultContext about(String type) {
        return new FaultContext(op, orderId, paymentMethod, type, requestId, key);
    }
}
