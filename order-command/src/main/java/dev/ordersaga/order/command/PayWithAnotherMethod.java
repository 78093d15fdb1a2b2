package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Start a payment attempt with another payment method, after one was declined and while the order still accepts it.
 *
 * @param paymentMethod an opaque token of the payment provider, never a card number
 */
public record PayWithAnotherMethod(
        @TargetAggregateIdentifier UUID orderId, String paymentMethod) {}
