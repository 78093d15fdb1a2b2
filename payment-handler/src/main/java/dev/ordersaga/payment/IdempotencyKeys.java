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

    /** A payment is released once and in full, whichever attempt holds the money. */
    static String ofRelease(UUID orderId) {
        return orderId + "/release/1";
    }
}
