package dev.ordersaga.order.command;

import java.math.BigDecimal;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Give back a part of what was taken, or all that is left of it.
 *
 * @param amount above zero, in major units of the order's currency; null for all that can be given back
 * @param reason in the words of whoever asks, at most 256 characters; null if none was given
 */
public record RequestRefund(
        @TargetAggregateIdentifier UUID orderId,
        @Nullable BigDecimal amount,
        @Nullable String reason) {}
