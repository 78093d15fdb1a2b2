package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/** The amount is taken. */
public record PaymentCaptured(
        UUID paymentId, UUID orderId, int attempt, String paymentMethod, Money amount, String providerReference)
        implements PaymentEvent {}
