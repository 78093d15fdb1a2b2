package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Request the payment of an order; a no-op once this attempt was requested or the order ended.
 *
 * @param attempt 1 for the payment method that the order was placed with
 */
public record RequestPayment(@TargetAggregateIdentifier UUID orderId, int attempt) {}
