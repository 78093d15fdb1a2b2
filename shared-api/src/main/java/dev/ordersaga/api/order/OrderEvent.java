package dev.ordersaga.api.order;

/**
 * A fact in the stream of one order. The client's status view is the fold of this stream and of nothing else, so every
 * payment fact that a client may see is recorded here too.
 */
public sealed interface OrderEvent extends ConcernsOrder
        permits OrderPlaced,
                PaymentRequested,
                PaymentAttemptDeclined,
                PaymentMethodChosen,
                PaymentActionRequested,
                PaymentDelayed,
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
