package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * A part of the captured amount was refunded at the provider without this system, for example in its dashboard. It is
 * recorded when a release finds less than was captured.
 */
public record PaymentRefundedAtProvider(UUID orderId, Money amount) implements PaymentEvent {}
