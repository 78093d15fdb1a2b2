package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * Nothing was taken and nothing is reserved any more.
 *
 * @param amount what had been asked for
 */
public record PaymentVoided(UUID paymentId, UUID orderId, Money amount) implements PaymentEvent {}
