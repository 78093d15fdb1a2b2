package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/** What had been reserved is taken. */
public record CaptureSucceeded(UUID orderId, Money captured) implements OrderEvent, PaymentUpdate {}
