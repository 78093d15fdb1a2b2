package dev.ordersaga.api.order;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ask for the payment of a placed order; a no-op once it was asked for or the order ended. */
public record RequestPayment(@TargetAggregateIdentifier UUID orderId) {}
