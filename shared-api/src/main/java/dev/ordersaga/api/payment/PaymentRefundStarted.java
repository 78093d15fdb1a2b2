package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund is on record before the provider hears of it, with the key that makes the call repeatable.
 *
 * @param refund the order's number for it, from 1; 0 for what is given back because the order ended
 * @param reason in the words of whoever asked; null if none was given
 * @param idempotencyKey the provider's key for this refund: the same in every retry
 */
public record PaymentRefundStarted(
        UUID paymentId,
        UUID orderId,
        int refund,
        Money amount,
        @Nullable String reason,
        String idempotencyKey) implements PaymentEvent {}
