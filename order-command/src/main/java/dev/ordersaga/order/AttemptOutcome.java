package dev.ordersaga.order;

import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireAuthorization;
import java.util.List;
import java.util.UUID;

/**
 * What follows for an order from the outcome of its payment attempt. An order that was shipped is neither confirmed
 * again nor rejected: the attempt collects what its failed capture did not, or fails as that one did.
 */
record AttemptOutcome(UUID orderId, OrderAggregateState order) {

    /** Reason of a failed capture for which the provider was not called: the authorization had expired. */
    static final String RESERVATION_GONE = "reservation_gone";

    /** Reason of a failed capture: the payment method by which it was to be collected was declined. */
    static final String DECLINED = "declined";

    OrderEvent of(ConfirmOrder command) {
        return order.isShipped()
                ? new CaptureSucceeded(orderId, command.captured())
                : new OrderConfirmed(orderId, command.attempt(), command.captured());
    }

    /** Empty if the authorization is neither waiting for its capture nor being captured. */
    List<OrderEvent> of(ExpireAuthorization command) {
        PaymentGuards guards = new PaymentGuards(order.payment());
        if (guards.isCapturing(command.attempt())) {
            return List.of(new CaptureFailed(orderId, RESERVATION_GONE));
        }
        if (!guards.isAuthorized(command.attempt())) {
            return List.of();
        }
        boolean renewed = order.payment().attempts().renewals() < command.renewalsAllowed();
        OrderEvent expired = new AuthorizationExpired(orderId, command.attempt(), renewed);
        return renewed
                ? List.of(expired)
                : List.of(expired, new OrderRejected(orderId, RejectionReason.AUTHORIZATION_EXPIRED, null));
    }

    List<OrderEvent> of(DeclineAttempt command) {
        if (order.isShipped()) {
            return List.of(
                    new PaymentAttemptDeclined(orderId, command.attempt(), command.hard(), 1),
                    new CaptureFailed(orderId, DECLINED));
        }
        int left = command.attemptsAllowed() - order.payment().attempts().declined() - 1;
        return List.of(
                left > 0
                        ? new PaymentAttemptDeclined(orderId, command.attempt(), command.hard(), left)
                        : new OrderRejected(orderId, RejectionReason.PAYMENT_DECLINED, command.attempt()));
    }
}
