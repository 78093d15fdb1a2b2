package dev.ordersaga.api.order;

import java.util.UUID;

/** Compensation: all that the payment of this ended order holds, or still receives, has to be voided or refunded. */
public record PaymentReleaseRequested(UUID orderId) implements OrderEvent {}
