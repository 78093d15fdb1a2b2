package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/** The payment of this ended order holds nothing any more: captured equals refunded. */
public record PaymentReleased(UUID orderId, Money captured, Money refunded) implements OrderEvent {}
