package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.Nullable;

/**
 * A request of a client and its response.
 *
 * @param client sequential: its operations are in order
 * @param operation {@code place}, {@code cancel}, {@code ship}, {@code refund} or {@code poll}
 * @param customer the order's customer id; unique per requested order
 * @param key the idempotency key; null for polls and for orders with a client-chosen id
 * @param startedMillis when it was sent, in epoch milliseconds
 * @param endedMillis when its outcome was known
 * @param outcome as far as the client can know
 * @param status the HTTP status; 0 if there was none
 * @param order the order's id if known to the client
 * @param version version of the view in the response; null without one
 */
public record ClientOperation(
        String client,
        String operation,
        String customer,
        @Nullable String key,
        long startedMillis,
        long endedMillis,
        Outcome outcome,
        int status,
        @Nullable String order,
        @Nullable Long version) {

    /** Outcome of a request as far as its client can know. */
    public enum Outcome {
        OK,
        /** 4xx: no effect. */
        REJECTED,
        /** Time-out, broken connection or 5xx: it may have taken effect. */
        UNKNOWN
    }

    boolean isAccepted() {
        return outcome == Outcome.OK && !isPoll();
    }

    boolean isPoll() {
        return operation.equals("poll");
    }
}
