package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/** The authorized amount is captured. */
public record CaptureSucceeded(UUID orderId, Money captured) implements OrderEvent, PaymentUpdate {}
