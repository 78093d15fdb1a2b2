package dev.ordersaga.api.status;

/** State of an order, as clients see it. */
public enum OrderState {
    /** Accepted and stored; its payment is not requested yet. */
    PLACED,
    /** Payment requested, no answer yet. */
    AWAITING_PAYMENT,
    /** Payment authorized or captured; the goods will be delivered. */
    CONFIRMED,
    /** The goods have left. */
    SHIPPED,
    /** Rejected by the service; the reason says why. */
    REJECTED,
    /** Cancelled by the customer or an operator. */
    CANCELLED;

    /** Whether an order in this state can be cancelled. */
    public boolean canBeCancelled() {
        return switch (this) {
            case PLACED, AWAITING_PAYMENT, CONFIRMED -> true;
            case SHIPPED, REJECTED, CANCELLED -> false;
        };
    }
}
