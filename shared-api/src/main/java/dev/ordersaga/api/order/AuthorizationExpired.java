package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The authorization of this confirmed order expired before its capture.
 *
 * @param attempt the attempt that had been authorized
 * @param renewed whether the next attempt authorizes the same payment method again; otherwise the order is rejected
 */
public record AuthorizationExpired(UUID orderId, int attempt, boolean renewed) implements OrderEvent {}
