package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that webhooks tell of, with the objects as they were then.
 *
 * @param intent the payment intent concerned
 * @param refund the refund concerned, null when it is about none
 * @param dispute the dispute concerned, null when it is about none
 * @param requestId the request that caused it, null when it came by itself
 * @param key that request's idempotency key, null when it had none
 */
public record Event(
        Note note,
        Instant created,
        Intent intent,
        @Nullable Refund refund,
        @Nullable Dispute dispute,
        @Nullable String requestId,
        @Nullable String key) {

    /** Which object the event carries. */
    public enum Subject {
        NEW_INTENT,
        INTENT,
        CHARGE,
        REFUND,
        DISPUTE
    }

    /**
     * What the ledger keeps of an event.
     *
     * @param type as on the wire, for example {@code payment_intent.succeeded}
     */
    public record Note(String id, String type, Subject subject) {}

    /** Its id, {@code evt_…}. */
    public String id() {
        return note.id();
    }

    /** Its type as on the wire. */
    public String type() {
        return note.type();
    }
}
