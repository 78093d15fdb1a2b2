package dev.ordersaga.order.command;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The goods leave now: from here on the order cannot be cancelled, and an amount that is only authorized is captured. Accepted
 * once the order is confirmed, unless all that was paid for it is returned.
 *
 * @param precondition null for none
 */
public record ShipOrder(
        @TargetAggregateIdentifier UUID orderId, @Nullable Precondition precondition) {

    public ShipOrder(UUID orderId) {
        this(orderId, null);
    }
}
