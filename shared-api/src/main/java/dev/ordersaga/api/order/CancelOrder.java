package dev.ordersaga.api.order;

import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Withdraw the order: possible until it is shipped, rejected or cancelled.
 *
 * @param reason in the words of whoever cancels, at most 256 characters; null if none was given
 * @param expectedVersion cancel only if the order still has this version; null for any
 */
public record CancelOrder(
        @TargetAggregateIdentifier UUID orderId,
        CancelledBy by,
        @Nullable String reason,
        @Nullable Long expectedVersion) {}
