package dev.ordersaga.order.command;

import java.math.BigDecimal;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Refund a part of what was captured, or all that is left of it.
 *
 * @param amount above zero, in major units of the order's currency; null for all that can be refunded
 * @param reason as the client states it, at most 256 characters; null if none was given
 * @param precondition null for none
 */
public record RequestRefund(
        @TargetAggregateIdentifier UUID orderId,
        @Nullable BigDecimal amount,
        @Nullable String reason,
        @Nullable Precondition precondition) {

    public RequestRefund(UUID orderId, @Nullable BigDecimal amount, @Nullable String reason) {
        this(orderId, amount, reason, null);
    }
}
