package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * A capture is recorded before the provider is called.
 *
 * @param idempotencyKey the provider's key for the capture: the same in every retry
 */
public record PaymentCaptureStarted(UUID orderId, int attempt, String idempotencyKey) implements PaymentEvent {}
