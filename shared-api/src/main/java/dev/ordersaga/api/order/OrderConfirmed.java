package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentAttempt;
import java.util.UUID;

/** The payment is authorized; we will deliver. */
public record OrderConfirmed(UUID orderId, PaymentAttempt attempt, Money captured) implements OrderEvent {}
