package dev.ordersaga.api.payment;

/** Status of one payment attempt, as clients see it. */
public enum AttemptStatus {
    STARTED,
    AUTHORIZED,
    CAPTURED,
    DECLINED,
    VOIDED,
    REFUNDED
}
