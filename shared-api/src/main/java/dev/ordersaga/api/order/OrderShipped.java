package dev.ordersaga.api.order;

import java.util.UUID;

/** The goods have left; the order cannot be cancelled any more. */
public record OrderShipped(UUID orderId) implements OrderEvent {}
