package dev.ordersaga.order.command;

/** Why an order refuses a client's command. */
public enum Refusal {
    /** The requester may not access the order: it is answered as if there were none. */
    NOT_ACCESSIBLE,
    /** The id belongs to an order that was placed with another request. */
    ORDER_EXISTS,
    ORDER_ALREADY_CANCELLED,
    ORDER_ALREADY_REJECTED,
    ORDER_ALREADY_SHIPPED,
    /** Another payment method is accepted only until the order is confirmed. */
    ORDER_ALREADY_CONFIRMED,
    /** The latest payment attempt has no outcome yet; another one may follow only after a decline. */
    PAYMENT_ATTEMPT_OPEN,
    /** The bank would decline this payment method again. */
    PAYMENT_METHOD_DECLINED,
    /** Only a confirmed order can be shipped. */
    ORDER_NOT_CONFIRMED,
    /** Nothing was captured, or all of it is refunded, reserved for refunds, disputed or being released. */
    NOTHING_TO_REFUND,
    /** More than was captured, less what is refunded, reserved for refunds or disputed. */
    REFUND_TOO_LARGE,
    /** As many refunds were requested as an order can have. */
    TOO_MANY_REFUNDS,
    /** All that was paid is refunded, about to be refunded or charged back: nothing is left that pays for the goods. */
    PAYMENT_RETURNED,
    /** The amount has more decimals than the order's currency. */
    AMOUNT_NOT_IN_CURRENCY,
    /** The client decided on another version of the order than the current one. */
    VERSION_MISMATCH
}
