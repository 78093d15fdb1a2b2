package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * What was reserved for this confirmed order is not reserved any more.
 *
 * @param attempt the attempt that had reserved it
 * @param renewed whether the same payment method is asked again, by the next attempt; otherwise the order is rejected
 */
public record AuthorizationExpired(UUID orderId, int attempt, boolean renewed) implements OrderEvent {}
