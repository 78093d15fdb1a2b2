package dev.ordersaga.order;

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
import dev.ordersaga.api.status.OrderState;

/** Which event leads to which state of an order. */
final class OrderStates {

    private OrderStates() {}

    static OrderState after(OrderState before, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> OrderState.PLACED;
            case PaymentRequested requested -> OrderState.AWAITING_PAYMENT;
            case OrderConfirmed confirmed -> OrderState.CONFIRMED;
            case AuthorizationExpired expired -> expired.renewed() ? OrderState.AWAITING_PAYMENT : before;
            case OrderShipped shipped -> OrderState.SHIPPED;
            case OrderRejected rejected -> OrderState.REJECTED;
            case OrderCancelled cancelled -> OrderState.CANCELLED;
            case PaymentAttemptDeclined money -> before;
            case PaymentMethodChosen money -> before;
            case PaymentActionRequested money -> before;
            case PaymentDelayed money -> before;
            case CaptureRequested money -> before;
            case CaptureSucceeded money -> before;
            case CaptureFailed money -> before;
            case RefundRequested money -> before;
            case RefundSucceeded money -> before;
            case RefundFailed money -> before;
            case PaymentReleaseRequested money -> before;
            case PaymentReleased money -> before;
            case ReleaseFailed money -> before;
            case DisputeOpened money -> before;
            case DisputeClosed money -> before;
        };
    }
}
