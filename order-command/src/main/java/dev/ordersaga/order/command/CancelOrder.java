package dev.ordersaga.order.command;

import dev.ordersaga.api.status.CancelledBy;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Cancel the order: accepted until it is shipped, rejected or cancelled.
 *
 * @param reason as the client states it, at most 256 characters; null if none was given
 * @param precondition null for none
 */
public record CancelOrder(
        @TargetAggregateIdentifier UUID orderId,
        CancelledBy by,
        @Nullable String reason,
        @Nullable Precondition precondition) {}
