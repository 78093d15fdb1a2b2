package dev.ordersaga.payment;

import java.util.UUID;

/**
 * Idempotency keys of provider calls. They are derived from the order, so that a crash cannot lose one, and are the ids
 * of the scheduled calls too.
 */
public final class IdempotencyKeys {

    private IdempotencyKeys() {}

    static String ofAttempt(UUID orderId, int attempt) {
        return orderId + "/authorize/" + attempt;
    }

    static String ofCapture(UUID orderId, int attempt) {
        return orderId + "/capture/" + attempt;
    }

    static String ofRefund(UUID orderId, int refund) {
        return orderId + "/refund/" + refund;
    }

    /** An unmatched charge is refunded or voided once, however often reconciliation finds it. */
    public static String ofUnmatchedCharge(UUID orderId, String providerReference) {
        return orderId + "/unmatched/" + providerReference;
    }

    /** A payment is released once, whichever attempt holds the money: by a void, or by a refund of the remainder. */
    static String ofRelease(UUID orderId) {
        return ofRelease(orderId, 0);
    }

    /**
     * The refund of a release: a further one follows if money was left, and has another amount.
     *
     * @param refund its number, from 0 downwards
     */
    static String ofRelease(UUID orderId, int refund) {
        return orderId + "/release/" + (1 - refund);
    }

    /** The look-up after a deadline. */
    static String ofCheck(UUID orderId, int check) {
        return orderId + "/check/" + check;
    }
}
