package dev.ordersaga.api.order;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer or an operator withdrew the order.
 *
 * @param reason in their words; null if none was given
 * @param paymentRequested whether a payment had been asked for, so that it has to be released
 */
public record OrderCancelled(
        UUID orderId, CancelledBy by, @Nullable String reason, boolean paymentRequested) implements OrderEvent {}
