package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The goods have left, so the reserved money is to be taken.
 *
 * @param attempt the attempt that reserved it
 */
public record CaptureRequested(UUID orderId, UUID paymentId, int attempt) implements OrderEvent {}
