package dev.ordersaga.lab.oracle;

import org.jspecify.annotations.Nullable;

/**
 * What a client did and was told.
 *
 * @param client one line of thought: its lines are in the order in which it did them
 * @param operation {@code place}, {@code cancel}, {@code ship}, {@code refund} or {@code poll}
 * @param customer the order's customer id; each order that is meant has one of its own
 * @param key the idempotency key; null for polls and for orders placed under the client's own id
 * @param begunMillis when it was sent, in epoch milliseconds
 * @param doneMillis when it was known how it ended
 * @param outcome how it ended
 * @param status the HTTP status; 0 if there was none
 * @param order the order's id as far as the client knows it
 * @param version of the view that was shown; null if none was
 */
public record ClientOperation(
        String client,
        String operation,
        String customer,
        @Nullable String key,
        long begunMillis,
        long doneMillis,
        Outcome outcome,
        int status,
        @Nullable String order,
        @Nullable Long version) {

    /** How a request ended, as far as its sender can know. */
    public enum Outcome {
        OK,
        /** Nothing was done: 4xx. */
        REJECTED,
        /** Time-out, broken connection or 5xx: it may have been done. */
        UNKNOWN
    }

    boolean isAccepted() {
        return outcome == Outcome.OK && !isPoll();
    }

    boolean isPoll() {
        return operation.equals("poll");
    }
}
