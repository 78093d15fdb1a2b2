package dev.ordersaga.api.payment;

import dev.ordersaga.api.order.ConcernsOrder;
import java.util.UUID;

/** Event in the stream of one payment: one payment per order, with its attempts. */
public sealed interface PaymentEvent extends ConcernsOrder
        permits PaymentAttemptStarted,
                PaymentUnanswered,
                PaymentProcessing,
                PaymentActionRequired,
                PaymentAuthorized,
                PaymentAuthorizationExpired,
                PaymentCaptureStarted,
                PaymentCaptured,
                PaymentCaptureFailed,
                PaymentDeclined,
                PaymentRefundStarted,
                PaymentRefunded,
                PaymentRefundFailed,
                PaymentReleaseStarted,
                PaymentVoided,
                PaymentReleaseFinished,
                PaymentReleaseFailed,
                PaymentCheckStarted,
                PaymentStillOpen,
                PaymentRefundedAtProvider,
                PaymentDisputeOpened,
                PaymentDisputeClosed {

    /** The stream's identifier, which follows from the order's and is not stored in the event. */
    default UUID paymentId() {
        return PaymentIds.forOrder(orderId());
    }
}
