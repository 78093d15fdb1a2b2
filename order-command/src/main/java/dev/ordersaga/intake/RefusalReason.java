package dev.ordersaga.intake;

import java.util.Locale;

/** Why a new order is refused; a tag of the metric. */
enum RefusalReason {
    /** Accepted orders wait too long for a processor. */
    DELAY,
    /** Too many requests wait for a database connection. */
    CONNECTIONS,
    /** Too many requests wait for a place in the bulkhead. */
    BULKHEAD,
    /** Requests wait too long for the transaction that they share. */
    TRANSACTION,
    /** For too long nothing is known about the delay. */
    UNKNOWN;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
