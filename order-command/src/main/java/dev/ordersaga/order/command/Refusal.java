package dev.ordersaga.order.command;

/** Why an order refuses a client's command. */
public enum Refusal {
    /** The id belongs to an order that was placed with another request. */
    ORDER_EXISTS,
    ORDER_ALREADY_CANCELLED,
    ORDER_ALREADY_REJECTED,
    ORDER_ALREADY_SHIPPED,
    /** Only while a payment is missing can another payment method be tried. */
    ORDER_ALREADY_CONFIRMED,
    /** The present payment attempt has no outcome yet; only then may another one follow. */
    PAYMENT_ATTEMPT_OPEN,
    /** The bank would decline this payment method again. */
    PAYMENT_METHOD_DECLINED,
    /** Only a confirmed order can be shipped. */
    ORDER_NOT_CONFIRMED,
    /** Nothing was taken, all of it was given back or is on its way back, or it is about to be. */
    NOTHING_TO_REFUND,
    /** More than what was taken, less what was given back and what is on its way back. */
    REFUND_TOO_LARGE,
    /** The amount has more decimals than the order's currency. */
    AMOUNT_NOT_IN_CURRENCY,
    /** The client decided on another version of the order than the present one. */
    VERSION_MISMATCH
}
