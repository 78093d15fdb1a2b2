package dev.ordersaga.api.payment;

/** How a bank decided about a customer's complaint. */
public enum DisputeOutcome {
    /** The money stays with us. */
    WON,
    /** The money went back to the customer. */
    LOST
}
