package dev.ordersaga.api.order;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The captured amount of this ended order could not be refunded: an operator has to follow it up, and may request a refund.
 *
 * @param refunded what was refunded nevertheless
 * @param reason the provider's code for it
 */
public record ReleaseFailed(UUID orderId, Money captured, Money refunded, String reason)
        implements OrderEvent, PaymentUpdate {}
