package dev.ordersaga.api.status;

/** The life of an order, as clients see it. */
public enum OrderState {
    /** Accepted and stored; nothing settled. */
    PLACED,
    /** Payment asked for, no answer yet. */
    AWAITING_PAYMENT,
    /** Payment authorized; we will deliver. */
    CONFIRMED,
    /** The goods have left. */
    SHIPPED,
    /** We said no; the reason says why. */
    REJECTED,
    /** The customer or an operator withdrew it. */
    CANCELLED;

    /** Whether the customer can still withdraw an order in this state. */
    public boolean canBeCancelled() {
        return switch (this) {
            case PLACED, AWAITING_PAYMENT, CONFIRMED -> true;
            case SHIPPED, REJECTED, CANCELLED -> false;
        };
    }
}
