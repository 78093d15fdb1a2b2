package dev.ordersaga.api.order;

import java.util.UUID;

/** The goods have left; the order can no longer be cancelled. */
public record OrderShipped(UUID orderId) implements OrderEvent {}
