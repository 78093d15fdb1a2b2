package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The payment is to be given back; from here on every success of an attempt is undone.
 *
 * @param idempotencyKey the provider's key for the void or refund: the same in every retry
 */
public record PaymentReleaseStarted(UUID paymentId, UUID orderId, String idempotencyKey) implements PaymentEvent {}
