package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The release is over: the payment holds nothing any more.
 *
 * @param captured all that was ever taken
 * @param refunded all of it that was given back
 */
public record PaymentReleaseFinished(UUID paymentId, UUID orderId, Money captured, Money refunded)
        implements PaymentEvent {}
