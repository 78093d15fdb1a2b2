package dev.ordersaga.lab.replay;

/** What must become of an order, foreseen from the files and the payment method alone. */
enum Ending {
    /** The contract refuses it; there is no such order afterwards. */
    REFUSED,
    CONFIRMED,
    /** Confirmed first, then withdrawn: money came in and went out again. */
    CANCELLED,
    PAYMENT_DECLINED,
    PAYMENT_TIMED_OUT;

    /** Whether money of such an order is taken at some time. */
    boolean takesMoney() {
        return this == CONFIRMED || this == CANCELLED;
    }

    /** Whether the service says no after it accepted the order; the constant's name is the reason it gives. */
    boolean isRejection() {
        return this == PAYMENT_DECLINED || this == PAYMENT_TIMED_OUT;
    }
}
