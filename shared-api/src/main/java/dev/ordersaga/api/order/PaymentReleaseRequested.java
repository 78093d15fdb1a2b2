package dev.ordersaga.api.order;

import java.util.UUID;

/** Whatever the payment of this ended order holds, or still receives, is to be given back. */
public record PaymentReleaseRequested(UUID orderId, UUID paymentId) implements OrderEvent {}
