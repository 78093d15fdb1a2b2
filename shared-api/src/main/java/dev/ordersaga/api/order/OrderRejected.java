package dev.ordersaga.api.order;

import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.status.RejectionReason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order was rejected.
 *
 * @param attempt the declined attempt; null after a deadline or an expired authorization. If the deadline was that of the
 *     bank's answer, the payment is released, since it may still succeed
 */
public record OrderRejected(
        @DataSubjectRecord UUID orderId,
        RejectionReason reason,
        @Nullable PaymentAttempt attempt) implements OrderEvent {}
