package dev.ordersaga.orderstatus.view;

/** What happened to an order, in the words of its timeline. A constant's name is part of the contract. */
public enum Milestone {
    PLACED,
    PAYMENT_REQUESTED,
    PAYMENT_ACTION_REQUIRED,
    PAYMENT_DELAYED,
    PAYMENT_DECLINED,
    PAYMENT_METHOD_CHOSEN,
    CONFIRMED,
    SHIPPED,
    CAPTURE_REQUESTED,
    CAPTURED,
    CAPTURE_FAILED,
    REFUND_REQUESTED,
    REFUNDED,
    REFUND_FAILED,
    REJECTED,
    CANCELLED,
    PAYMENT_RELEASE_REQUESTED,
    PAYMENT_RELEASED,
    PAYMENT_RELEASE_FAILED
}
