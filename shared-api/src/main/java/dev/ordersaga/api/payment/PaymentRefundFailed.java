package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;

/**
 * The refund did not reach the customer. It may follow {@link PaymentRefunded}: banks send refunds back.
 *
 * @param refund the order's number for it, from 1; 0 for the refund of a release, because the order ended
 * @param reason the provider's code for it
 */
public record PaymentRefundFailed(UUID orderId, int refund, Money amount, String reason) implements PaymentEvent {}
