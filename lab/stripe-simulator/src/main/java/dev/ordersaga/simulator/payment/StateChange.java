package dev.ordersaga.simulator.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordersaga.simulator.idempotency.StoredResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects changed by one ledger transaction, as they are after it; null means unchanged.
 *
 * @param response kept for the idempotency key
 * @param salt makes the ids of this ledger unique; in the first line only
 * @param clockOffset how far the clock is ahead
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StateChange(
        @Nullable PaymentIntent intent,
        @Nullable Refund refund,
        @Nullable Dispute dispute,
        @Nullable List<Event.Header> events,
        @Nullable String requestId,
        @Nullable StoredResponse response,
        @Nullable String salt,
        @Nullable Duration clockOffset) {

    public static StateChange rejected(@Nullable String requestId, @Nullable StoredResponse response) {
        return new StateChange(null, null, null, null, requestId, response, null, null);
    }

    public static StateChange opened(String salt) {
        return new StateChange(null, null, null, null, null, null, salt, null);
    }

    public static StateChange clock(Duration offset) {
        return new StateChange(null, null, null, null, null, null, null, offset);
    }
}
