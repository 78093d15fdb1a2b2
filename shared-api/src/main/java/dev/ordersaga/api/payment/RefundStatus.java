package dev.ordersaga.api.payment;

/** Where one refund stands, as a client may see it. */
public enum RefundStatus {
    /** Requested; its amount is reserved. */
    PENDING,
    SUCCEEDED,
    /** It did not reach the customer; its amount can be refunded again. */
    FAILED
}
