package dev.ordersaga.api.status;

/** Who cancelled an order. */
public enum CancelledBy {
    CUSTOMER,
    OPERATOR
}
