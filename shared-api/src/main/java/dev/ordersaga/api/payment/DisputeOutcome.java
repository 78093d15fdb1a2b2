package dev.ordersaga.api.payment;

/** How the bank decided a dispute. */
public enum DisputeOutcome {
    /** The merchant keeps the amount. */
    WON,
    /** The amount was charged back to the customer. */
    LOST
}
