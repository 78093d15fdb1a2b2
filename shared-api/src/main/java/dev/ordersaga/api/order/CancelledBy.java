package dev.ordersaga.api.order;

/** Who cancelled an order. */
public enum CancelledBy {
    CUSTOMER,
    OPERATOR
}
