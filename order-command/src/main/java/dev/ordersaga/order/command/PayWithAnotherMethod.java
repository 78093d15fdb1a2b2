package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Try another payment method, after one was declined and while the order still allows it.
 *
 * @param paymentMethod an opaque token of the payment provider, never a card number
 */
public record PayWithAnotherMethod(
        @TargetAggregateIdentifier UUID orderId, String paymentMethod) {}
