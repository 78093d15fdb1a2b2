package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The payment of this ended order is voided or refunded completely.
 *
 * @param captured all that was ever captured
 * @param refunded all of it that was refunded: equals captured, except for chargebacks
 */
public record PaymentReleased(UUID orderId, Money captured, Money refunded) implements OrderEvent, PaymentUpdate {}
