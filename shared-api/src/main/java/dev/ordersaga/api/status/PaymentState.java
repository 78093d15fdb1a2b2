package dev.ordersaga.api.status;

/** Where the money of an order stands, as clients see it. */
public enum PaymentState {
    /** Nothing was asked for. */
    NOT_REQUESTED,
    /** Asked for, no answer yet. */
    PENDING,
    /** Reserved, not taken. */
    AUTHORIZED,
    /** Taken. */
    CAPTURED,
    /** The bank said no; nothing was taken. */
    DECLINED,
    /** The order ended without goods; whatever was reserved or taken is on its way back. */
    RELEASING,
    /** Nothing was taken and nothing is reserved. */
    VOIDED,
    /** Taken and given back in full. */
    REFUNDED;

    /** Whether the money still moves, so that the order is open whatever its own state. */
    public boolean isMoving() {
        return this == PENDING || this == RELEASING;
    }
}
