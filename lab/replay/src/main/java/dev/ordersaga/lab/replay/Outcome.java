package dev.ordersaga.lab.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of one invoice, according to the service: one line of {@code outcomes.jsonl}.
 *
 * @param reason why it was rejected, refused or has no final result; null when there is no reason
 * @param faults faults that a refusal named, as normalized JSON pointer and code
 * @param view last status view; null when there was none
 * @param violations violations of the contract on the way
 * @param at when the outcome was known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(
        String invoice,
        UUID orderId,
        Result result,
        @Nullable String reason,
        List<String> faults,
        @Nullable OrderView view,
        Timing timing,
        List<String> violations,
        Instant at) {

    Outcome {
        faults = List.copyOf(faults);
        violations = List.copyOf(violations);
    }

    /**
     * Latencies in microseconds; null where not measured.
     *
     * @param put until the response to the placing, without earlier attempts
     * @param settled from sending the first attempt until this client saw the order settled
     * @param service the same by the service's clock, from placing to the last change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Timing(
            @Nullable Long put,
            @Nullable Long settled,
            @Nullable Long service) {

        static final Timing NONE = new Timing(null, null, null);
    }

    /** Result of an order. */
    enum Result {
        CONFIRMED,
        SHIPPED,
        REJECTED,
        CANCELLED,
        /** The service refused the request; no order was placed. */
        REFUSED,
        /** Another order has this id. */
        CONFLICT,
        /** No final response within the time limit. */
        NO_RESPONSE,
        /** Accepted, but not settled within the time limit. */
        NOT_SETTLED,
        /** A response that the contract does not allow. */
        INVALID_RESPONSE;

        /** Whether another run would not change it. */
        boolean isFinal() {
            return this != NO_RESPONSE && this != NOT_SETTLED;
        }

        /** Whether the order exists at the service, as far as this client can tell. */
        boolean isPlaced() {
            return switch (this) {
                case CONFIRMED, SHIPPED, REJECTED, CANCELLED -> true;
                case REFUSED, CONFLICT, NO_RESPONSE, NOT_SETTLED, INVALID_RESPONSE -> false;
            };
        }
    }
}
