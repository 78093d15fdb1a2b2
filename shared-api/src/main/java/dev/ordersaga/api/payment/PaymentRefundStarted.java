package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund is recorded before the provider is called, with the idempotency key of the call.
 *
 * @param refund the order's number for it, from 1; 0 for the refund of a release, because the order ended
 * @param reason as the client stated it; null if none was given
 * @param idempotencyKey the provider's key for this refund: the same in every retry
 */
public record PaymentRefundStarted(
        @DataSubjectRecord UUID orderId,
        int refund,
        Money amount,
        @PersonalData @Nullable String reason,
        String idempotencyKey)
        implements PaymentEvent {}
