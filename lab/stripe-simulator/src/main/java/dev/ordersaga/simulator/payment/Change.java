package dev.ordersaga.simulator.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordersaga.simulator.idempotency.StoredAnswer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one ledger transaction changed: the objects as they are after it. Null means: not concerned.
 *
 * @param salt makes the ids of this ledger its own; in the first line only
 * @param clockOffset how far the clock was put ahead
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Change(
        @Nullable Intent intent,
        @Nullable Refund refund,
        @Nullable Dispute dispute,
        @Nullable List<Event.Note> events,
        @Nullable String requestId,
        @Nullable StoredAnswer answer,
        @Nullable String salt,
        @Nullable Duration clockOffset) {

    static Change opened(String salt) {
        return new Change(null, null, null, null, null, null, salt, null);
    }

    static Change clock(Duration offset) {
        return new Change(null, null, null, null, null, null, null, offset);
    }
}
