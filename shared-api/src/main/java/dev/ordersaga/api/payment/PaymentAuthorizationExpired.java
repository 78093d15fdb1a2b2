package dev.ordersaga.api.payment;

import java.util.UUID;

/** The reservation is gone without anybody having asked for it: it expired, or the provider gave it up. */
public record PaymentAuthorizationExpired(UUID paymentId, UUID orderId, int attempt) implements PaymentEvent {}
