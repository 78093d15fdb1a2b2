package dev.ordersaga.api.orderstate;

import static dev.ordersaga.api.status.OrderState.AWAITING_PAYMENT;
import static dev.ordersaga.api.status.OrderState.CANCELLED;
import static dev.ordersaga.api.status.OrderState.CONFIRMED;
import static dev.ordersaga.api.status.OrderState.PLACED;
import static dev.ordersaga.api.status.OrderState.REJECTED;
import static dev.ordersaga.api.status.OrderState.SHIPPED;

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
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * State of an order: the left fold of its event stream, and its state machine. The aggregate (write model) and the status
 * view (read model) both hold this record, so that they cannot disagree. It is immutable, and {@link #evolve} is pure.
 */
public record OrderAggregateState(OrderState state, OrderPayment payment) {

    /** The state after the first event of a stream. */
    public static OrderAggregateState of(OrderPlaced event) {
        return new OrderAggregateState(PLACED, OrderPayment.of(event));
    }

    /**
     * The state after one more event.
     *
     * @throws IllegalStateException if the event cannot follow: it places the order again or breaks the rules of its balance
     */
    public OrderAggregateState evolve(OrderEvent event) {
        return switch (event) {
            case OrderPlaced e -> throw new IllegalStateException("placed twice: " + e.orderId());
            // What a shipped order still owes is collected by another attempt.
            case PaymentRequested e -> with(isShipped() ? SHIPPED : AWAITING_PAYMENT, payment.requested(e));
            case PaymentActionRequested e -> with(state, payment.at(PaymentProgress.ACTION_REQUIRED));
            case PaymentCheckRequested e -> with(state, payment.checking(e));
            case PaymentDelayed e -> with(state, payment.at(PaymentProgress.after(e)));
            case PaymentAttemptDeclined e -> with(state, payment.declined(e));
            case PaymentMethodChosen e -> with(state, payment.methodChosen(e));
            case OrderConfirmed e -> with(CONFIRMED, payment.confirmed(e));
            // A renewed authorization is awaited like the first one.
            case AuthorizationExpired e -> with(e.renewed() ? AWAITING_PAYMENT : state, payment.expired(e));
            case OrderShipped e -> with(SHIPPED, payment);
            case CaptureRequested e -> with(state, payment.at(PaymentProgress.CAPTURING));
            case CaptureSucceeded e -> with(state, payment.captured(e));
            case CaptureFailed e -> with(state, payment.captureFailed(e));
            case RefundRequested e -> with(state, payment.with(payment.balance().requested(e)));
            case RefundSucceeded e -> with(state, payment.with(payment.balance().succeeded(e)));
            case RefundFailed e -> with(state, payment.with(payment.balance().failed(e)));
            case OrderRejected e -> with(REJECTED, payment.rejected(e));
            case OrderCancelled e -> with(CANCELLED, payment.cancelled(e));
            case PaymentReleaseRequested e -> with(state, payment.at(PaymentProgress.RELEASING));
            case PaymentReleased e -> with(state, payment.released(e));
            case ReleaseFailed e -> with(state, payment.releaseFailed(e));
            case DisputeOpened e -> with(state, payment.with(payment.disputes().opened(e)));
            case DisputeClosed e -> with(state, payment.with(payment.disputes().closed(e)));
        };
    }

    /** What a client can request for the order now. */
    public Set<OrderAction> availableActions() {
        Set<OrderAction> actions = EnumSet.noneOf(OrderAction.class);
        if (state.canBeCancelled()) {
            actions.add(OrderAction.CANCELLATION);
        }
        if (payment.acceptsAnotherMethod()) {
            actions.add(OrderAction.PAYMENT_ATTEMPTS);
        }
        if (state == CONFIRMED && !payment.isReturned()) {
            actions.add(OrderAction.SHIPMENT);
        }
        if (!payment.refundable().isZero() && !payment.balance().hasMostRefunds()) {
            actions.add(OrderAction.REFUNDS);
        }
        return actions;
    }

    /** Whether the goods have left, so that an unpaid order is collected instead of rejected. */
    public boolean isShipped() {
        return state == SHIPPED;
    }

    /** What needs an operator. */
    public List<OrderCase> cases() {
        return OrderCase.of(this);
    }

    /** Whether nothing more happens to the order until a client or an operator requests it. */
    public boolean isSettled() {
        return switch (state) {
            case PLACED, AWAITING_PAYMENT -> false;
            case CONFIRMED, SHIPPED, REJECTED, CANCELLED -> !payment.status().isInProgress();
        };
    }

    private static OrderAggregateState with(OrderState state, OrderPayment payment) {
        return new OrderAggregateState(state, payment);
    }
}
