package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Give back a part of what was taken. A no-op when asked for before.
 *
 * @param refund the order's number for it, from 1
 * @param reason in the words of whoever asked; null if none was given
 */
record RefundPayment(
        @TargetAggregateIdentifier UUID paymentId,
        int refund,
        Money amount,
        @Nullable String reason) {}
