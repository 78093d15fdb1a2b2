package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The capture failed and nothing is reserved any more.
 *
 * @param reason the provider's code for it
 */
public record PaymentCaptureFailed(UUID orderId, int attempt, String reason) implements PaymentEvent {}
