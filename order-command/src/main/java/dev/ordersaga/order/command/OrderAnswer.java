package dev.ordersaga.order.command;

import java.util.UUID;

/** What an order says to a client's command: a decision, never an exception. */
public sealed interface OrderAnswer permits OrderAccepted, OrderRefused {

    UUID orderId();

    /** The version of the order after the decision: the sequence number of its last event. */
    long version();
}
