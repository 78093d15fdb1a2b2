package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * What is reserved is to be taken; on record before the provider hears of it.
 *
 * @param idempotencyKey the provider's key for the capture: the same in every retry
 */
public record PaymentCaptureStarted(UUID paymentId, UUID orderId, int attempt, String idempotencyKey)
        implements PaymentEvent {}
