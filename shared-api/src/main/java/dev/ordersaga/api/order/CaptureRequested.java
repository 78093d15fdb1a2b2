package dev.ordersaga.api.order;

import java.util.UUID;

/**
 * The goods have left, so the authorized amount has to be captured.
 *
 * @param attempt the attempt that was authorized
 */
public record CaptureRequested(UUID orderId, int attempt) implements OrderEvent {}
