package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The provider refunded this amount.
 *
 * @param refund the order's number for it, from 1; 0 for the refund of a release, because the order ended
 */
public record PaymentRefunded(UUID orderId, int refund, Money amount, String providerReference)
        implements PaymentEvent {}
