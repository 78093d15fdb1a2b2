package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/** The amount is reserved, not yet taken. */
public record PaymentAuthorized(
        UUID paymentId, UUID orderId, int attempt, String paymentMethod, Money amount, String providerReference)
        implements PaymentEvent {}
