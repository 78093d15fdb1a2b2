package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * The goods leave now: from here on the order cannot be cancelled, and an amount that is only authorized is captured. Accepted
 * once the order is confirmed.
 */
public record ShipOrder(@TargetAggregateIdentifier UUID orderId) {}
