package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.OrderState;
import java.util.UUID;

/** The command took effect, or had already taken effect before. */
public record OrderAccepted(UUID orderId, OrderState status, long version, Money total) implements OrderAnswer {}
