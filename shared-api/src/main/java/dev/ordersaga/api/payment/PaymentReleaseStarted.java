package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The release (void or refund) started; from here on every attempt that still succeeds is released too.
 *
 * @param idempotencyKey the provider's key for the void or refund: the same in every retry
 */
public record PaymentReleaseStarted(UUID orderId, String idempotencyKey) implements PaymentEvent {}
