package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/** The refund is on its way to the customer. */
public record RefundSucceeded(UUID orderId, int refund, Money amount) implements OrderEvent, PaymentUpdate {}
