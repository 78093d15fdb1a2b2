package dev.ordersaga.api.payment;

import java.util.UUID;

/** The authorization ended without a request of ours: it expired, or the provider released it. */
public record PaymentAuthorizationExpired(UUID orderId, int attempt) implements PaymentEvent {}
