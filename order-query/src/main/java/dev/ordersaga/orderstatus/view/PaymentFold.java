package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.status.PaymentStatus;

/** What an event of an order says about its money. */
final class PaymentFold {

    private PaymentFold() {}

    static PaymentSummary after(PaymentSummary payment, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> payment;
            case PaymentRequested requested -> payment.requested(requested);
            case PaymentActionRequested action -> payment.actionRequired(action);
            case PaymentDelayed later -> payment.delayed(later);
            case PaymentAttemptDeclined no -> payment.declined(no.attempt());
            case PaymentMethodChosen chosen -> payment.at(PaymentStatus.PENDING);
            case OrderConfirmed yes -> payment.succeeded(yes.attempt(), yes.captured());
            case AuthorizationExpired gone -> payment.expired(gone.renewed());
            case OrderShipped shipped -> payment;
            case OrderRejected rejected -> rejected(payment, rejected);
            case OrderCancelled cancelled ->
                cancelled.paymentRequested() ? payment.at(PaymentStatus.RELEASING) : payment;
            case CaptureRequested capture -> payment.at(PaymentStatus.CAPTURING);
            case CaptureSucceeded capture -> payment.captured(capture.captured());
            case CaptureFailed capture -> payment.captureFailed();
            case RefundRequested refund -> payment.refundRequested(refund);
            case RefundSucceeded refund -> payment.refunded(refund.refund(), refund.amount());
            case RefundFailed refund -> payment.refundFailed(refund.refund(), refund.amount());
            case PaymentReleaseRequested release -> payment.at(PaymentStatus.RELEASING);
            case PaymentReleased release -> payment.released(release);
            case ReleaseFailed release -> payment.releaseFailed(release);
            case DisputeOpened dispute -> payment.disputed(dispute);
            case DisputeClosed dispute -> payment.decided(dispute);
        };
    }

    private static PaymentSummary rejected(PaymentSummary payment, OrderRejected event) {
        return switch (event.reason()) {
            case PAYMENT_DECLINED -> event.attempt() == null ? payment : payment.declined(event.attempt());
            case AUTHORIZATION_EXPIRED -> payment;
            // It may still succeed, and is then given back.
            case PAYMENT_TIMED_OUT -> payment.at(PaymentStatus.RELEASING);
        };
    }
}
