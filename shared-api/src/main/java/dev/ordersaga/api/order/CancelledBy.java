package dev.ordersaga.api.order;

/** Who withdrew an order. */
public enum CancelledBy {
    CUSTOMER,
    OPERATOR
}
