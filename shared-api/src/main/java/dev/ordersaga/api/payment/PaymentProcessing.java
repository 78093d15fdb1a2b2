package dev.ordersaga.api.payment;

import java.util.UUID;

/** The provider has the attempt and will answer later. */
public record PaymentProcessing(UUID paymentId, UUID orderId, int attempt, String providerReference)
        implements PaymentEvent {}
