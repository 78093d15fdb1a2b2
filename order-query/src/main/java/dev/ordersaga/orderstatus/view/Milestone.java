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
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;

/** What an event means to clients, as the timeline shows it. The names of the constants are part of the HTTP contract. */
public enum Milestone {
    PLACED,
    PAYMENT_REQUESTED,
    PAYMENT_ACTION_REQUIRED,
    PAYMENT_DELAYED,
    PAYMENT_CHECKED,
    PAYMENT_DECLINED,
    PAYMENT_METHOD_CHOSEN,
    CONFIRMED,
    AUTHORIZATION_EXPIRED,
    SHIPPED,
    CAPTURE_REQUESTED,
    CAPTURED,
    CAPTURE_FAILED,
    REFUND_REQUESTED,
    REFUNDED,
    REFUND_FAILED,
    REJECTED,
    CANCELLED,
    PAYMENT_RELEASE_REQUESTED,
    PAYMENT_RELEASED,
    PAYMENT_RELEASE_FAILED,
    DISPUTE_OPENED,
    DISPUTE_CLOSED;

    static Milestone of(OrderEvent event) {
        return switch (event) {
            case OrderPlaced e -> PLACED;
            case PaymentRequested e -> PAYMENT_REQUESTED;
            case PaymentActionRequested e -> PAYMENT_ACTION_REQUIRED;
            case PaymentDelayed e -> PAYMENT_DELAYED;
            case PaymentCheckRequested e -> PAYMENT_CHECKED;
            case PaymentAttemptDeclined e -> PAYMENT_DECLINED;
            case PaymentMethodChosen e -> PAYMENT_METHOD_CHOSEN;
            case OrderConfirmed e -> CONFIRMED;
            case AuthorizationExpired e -> AUTHORIZATION_EXPIRED;
            case OrderShipped e -> SHIPPED;
            case CaptureRequested e -> CAPTURE_REQUESTED;
            case CaptureSucceeded e -> CAPTURED;
            case CaptureFailed e -> CAPTURE_FAILED;
            case RefundRequested e -> REFUND_REQUESTED;
            case RefundSucceeded e -> REFUNDED;
            case RefundFailed e -> REFUND_FAILED;
            case OrderRejected e -> REJECTED;
            case OrderCancelled e -> CANCELLED;
            case PaymentReleaseRequested e -> PAYMENT_RELEASE_REQUESTED;
            case PaymentReleased e -> PAYMENT_RELEASED;
            case ReleaseFailed e -> PAYMENT_RELEASE_FAILED;
            case DisputeOpened e -> DISPUTE_OPENED;
            case DisputeClosed e -> DISPUTE_CLOSED;
        };
    }
}
