package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.CancelledBy;
import org.jspecify.annotations.Nullable;

/**
 * Who withdrew an order and why.
 *
 * @param reason in their words; null if none was given
 */
public record Cancellation(CancelledBy by, @Nullable String reason) {}
