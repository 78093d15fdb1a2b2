package dev.ordersaga.api.order;

/**
 * Event in the stream of one order. The status view is the fold of this stream and of nothing else, so every payment event
 * that clients may see is recorded here too.
 */
public sealed interface OrderEvent extends ConcernsOrder
        permits OrderPlaced,
                PaymentRequested,
                PaymentAttemptDeclined,
                PaymentMethodChosen,
                PaymentActionRequested,
                PaymentDelayed,
                PaymentCheckRequested,
                OrderConfirmed,
                AuthorizationExpired,
                OrderShipped,
                CaptureRequested,
                CaptureSucceeded,
                CaptureFailed,
                RefundRequested,
                RefundSucceeded,
                RefundFailed,
                OrderRejected,
                OrderCancelled,
                PaymentReleaseRequested,
                PaymentReleased,
                ReleaseFailed,
                DisputeOpened,
                DisputeClosed {}
