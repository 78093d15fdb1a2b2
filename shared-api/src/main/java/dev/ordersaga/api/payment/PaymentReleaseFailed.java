package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The rest could not be given back: a person has to look at it.
 *
 * @param captured all that was ever taken
 * @param refunded what was given back nevertheless
 * @param reason the provider's word for it
 */
public record PaymentReleaseFailed(UUID paymentId, UUID orderId, Money captured, Money refunded, String reason)
        implements PaymentEvent {}
