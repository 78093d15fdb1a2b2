package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The goods leave now: from here on the order cannot be cancelled, and what was only reserved is taken. Possible once the order
 * is confirmed.
 */
public record ShipOrder(@TargetAggregateIdentifier UUID orderId) {}
