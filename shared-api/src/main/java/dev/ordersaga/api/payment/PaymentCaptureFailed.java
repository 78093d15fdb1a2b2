package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * The reservation could not be taken and holds nothing any more.
 *
 * @param reason the provider's word for it
 */
public record PaymentCaptureFailed(UUID paymentId, UUID orderId, int attempt, String reason) implements PaymentEvent {}
