package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Start a payment attempt with another payment method, after one was declined and while the order still accepts it.
 *
 * @param paymentMethod an opaque token of the payment provider, never a card number
 * @param precondition null for none
 */
public record PayWithAnotherMethod(
        @TargetAggregateIdentifier UUID orderId,
        String paymentMethod,
        @Nullable Precondition precondition) {

    public PayWithAnotherMethod(UUID orderId, String paymentMethod) {
        this(orderId, paymentMethod, null);
    }
}
