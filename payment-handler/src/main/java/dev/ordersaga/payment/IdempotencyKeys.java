package dev.ordersaga.payment;

import java.util.UUID;

/**
 * The keys under which a provider does a thing at most once. They follow from the order, so that a crash cannot lose
 * them, and name the scheduled calls too.
 */
final class IdempotencyKeys {

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

    /** Money that nobody waits for is given back once, whoever finds it. */
    static String ofOrphan(UUID orderId, String providerReference) {
        return orderId + "/orphan/" + providerReference;
    }

    /** A payment is released once, whichever attempt holds the money: by a void, or by a refund of all that is left. */
    static String ofRelease(UUID orderId) {
        return orderId + "/release/1";
    }
}
