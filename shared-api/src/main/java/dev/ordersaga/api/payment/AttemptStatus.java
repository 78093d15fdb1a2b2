package dev.ordersaga.api.payment;

/** Where one payment attempt stands, as a client may see it. */
public enum AttemptStatus {
    STARTED,
    AUTHORIZED,
    CAPTURED,
    DECLINED,
    VOIDED,
    REFUNDED
}
