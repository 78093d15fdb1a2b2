package dev.ordersaga.api.order;

/** Why an order refuses a client's command. */
public enum Refusal {
    /** The id belongs to an order that was placed with another request. */
    ORDER_EXISTS,
    ORDER_ALREADY_CANCELLED,
    ORDER_ALREADY_REJECTED,
    ORDER_ALREADY_SHIPPED,
    /** The client decided on another version of the order than the present one. */
    VERSION_MISMATCH
}
