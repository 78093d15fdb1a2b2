package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe Event, with the objects as they were at that time.
 *
 * @param intent the PaymentIntent
 * @param refund the refund, null if there is none
 * @param dispute the dispute, null if there is none
 * @param requestId the request that caused it, null if there is none
 * @param key the request's idempotency key, null without one
 */
public record Event(
        Header note,
        Instant created,
        PaymentIntent intent,
        @Nullable Refund refund,
        @Nullable Dispute dispute,
        @Nullable String requestId,
        @Nullable String key) {

    /** The object in the event. */
    public enum Subject {
        NEW_INTENT,
        INTENT,
        CHARGE,
        REFUND,
        DISPUTE
    }

    /**
     * The part of an event that is stored in the ledger.
     *
     * @param type as on the wire, for example {@code payment_intent.succeeded}
     */
    public record Header(String id, String type, Subject subject) {}

    /** Its id, {@code evt_…}. */
    public String id() {
        return note.id();
    }

    /** Its type as on the wire. */
    public String type() {
        return note.type();
    }
}
