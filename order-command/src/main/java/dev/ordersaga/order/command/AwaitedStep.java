package dev.ordersaga.order.command;

/** What the payment of an order waits for. Names are stored with deadlines. */
public enum AwaitedStep {
    /** The bank's answer to the present attempt. */
    ANSWER,
    /** What the customer has to do for it. */
    ACTION,
    /** A bank that takes days. */
    BANK,
    /** Another payment method, after one was declined. */
    METHOD
}
