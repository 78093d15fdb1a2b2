package dev.ordersaga.order.command;

import java.util.UUID;

/** Result of a client's command: accepted or refused, as data and never as an exception. */
public sealed interface OrderAnswer permits OrderAccepted, OrderRefused {

    UUID orderId();

    /** The version of the order after the decision: the sequence number of its last event. */
    long version();
}
