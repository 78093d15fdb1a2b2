package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Refund a part of what was captured. A no-op when it was requested before.
 *
 * @param refund the order's number for it, from 1
 * @param reason as the requester wrote it; null if none was given
 */
record RefundPayment(
        @TargetAggregateIdentifier UUID paymentId,
        int refund,
        Money amount,
        @Nullable String reason) {}
