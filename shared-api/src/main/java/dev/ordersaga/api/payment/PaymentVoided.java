package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * Nothing was captured and nothing is reserved any more.
 *
 * @param amount what had been requested
 */
public record PaymentVoided(UUID orderId, Money amount) implements PaymentEvent {}
