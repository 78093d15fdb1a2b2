package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The payment of this ended order holds nothing any more.
 *
 * @param captured all that was ever taken
 * @param refunded all of it that was given back: equals captured, but for what was lost in disputes
 */
public record PaymentReleased(UUID orderId, Money captured, Money refunded) implements OrderEvent, PaymentUpdate {}
