package dev.ordersaga.api.order;

/**
 * What became of a payment while its answer is awaited, and after the order was confirmed or ended. Whoever hears of it offers it to the order, which records
 * it if it is news.
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
