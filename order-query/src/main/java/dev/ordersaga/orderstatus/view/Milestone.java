package dev.ordersaga.orderstatus.view;

/** What happened to an order, in the words of its timeline. A constant's name is part of the contract. */
public enum Milestone {
    PLACED,
    PAYMENT_REQUESTED,
    CONFIRMED,
    REJECTED,
    CANCELLED,
    PAYMENT_RELEASE_REQUESTED,
    PAYMENT_RELEASED
}
