package dev.ordersaga.api.status;

/** Who cancelled an order. */
public enum CancelledBy {
    CUSTOMER,
    /** The back end of the shop. */
    MERCHANT,
    OPERATOR
}
