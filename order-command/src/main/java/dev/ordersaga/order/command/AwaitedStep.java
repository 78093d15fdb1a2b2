package dev.ordersaga.order.command;

/** The step that the payment of an order waits for. Names are stored with deadlines. */
public enum AwaitedStep {
    /** The bank's answer to the latest attempt, for which its provider was asked. */
    ANSWER,
    /** The customer's action, as with 3-D Secure. */
    ACTION,
    /** The answer of a bank that takes days, as with debits. */
    BANK,
    /** The customer's choice of another payment method, after a decline. */
    METHOD
}
