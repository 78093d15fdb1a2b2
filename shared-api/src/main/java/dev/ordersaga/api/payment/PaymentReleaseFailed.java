package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The remainder could not be refunded: an operator has to follow it up.
 *
 * @param captured all that was ever captured
 * @param refunded what was refunded nevertheless
 * @param reason the provider's code for it
 */
public record PaymentReleaseFailed(UUID orderId, Money captured, Money refunded, String reason)
        implements PaymentEvent {}
