package dev.ordersaga.api.order;

/**
 * Event of a payment that its order records too: while the bank's answer is awaited, and after the order was confirmed or
 * ended. It is offered to the order, which records it unless it is a duplicate or no longer concerns it.
 */
public sealed interface PaymentUpdate extends ConcernsOrder
        permits PaymentActionRequested,
                PaymentDelayed,
                CaptureSucceeded,
                CaptureFailed,
                RefundSucceeded,
                RefundFailed,
                PaymentReleased,
                ReleaseFailed,
                DisputeOpened,
                DisputeClosed {}
