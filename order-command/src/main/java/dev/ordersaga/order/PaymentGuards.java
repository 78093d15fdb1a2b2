package dev.ordersaga.order;

import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.orderstate.OrderBalance;
import dev.ordersaga.api.orderstate.OrderPayment;
import dev.ordersaga.api.orderstate.PaymentProgress;
import dev.ordersaga.api.payment.RefundStatus;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ExpireDeadline;
import java.util.UUID;

/** Guard conditions of the saga's commands: whether they still apply to the payment of an order, or are no-ops. */
record PaymentGuards(OrderPayment payment) {

    /** Whether this attempt is the one to request now. */
    boolean isDue(int attempt) {
        return switch (payment.progress()) {
            case NOT_REQUESTED -> attempt == payment.attempts().next();
            case ATTEMPT_DUE -> isLatest(attempt);
            case PENDING, UNANSWERED, ACTION_REQUIRED, PROCESSING, CHECKING, METHOD_REQUIRED -> false;
            case AUTHORIZED, CAPTURING, CAPTURED -> false;
            case CAPTURE_FAILED, DECLINED, EXPIRED, RELEASE_DUE, RELEASING, RELEASED, RELEASE_FAILED -> false;
        };
    }

    /** Whether this attempt is the latest and has no outcome yet. */
    boolean isPending(int attempt) {
        return switch (payment.progress()) {
            case PENDING, UNANSWERED, ACTION_REQUIRED, PROCESSING, CHECKING -> isLatest(attempt);
            case NOT_REQUESTED, METHOD_REQUIRED, ATTEMPT_DUE, AUTHORIZED, CAPTURING, CAPTURED -> false;
            case CAPTURE_FAILED, DECLINED, EXPIRED, RELEASE_DUE, RELEASING, RELEASED, RELEASE_FAILED -> false;
        };
    }

    /** Whether this attempt holds the authorization and its capture is not requested. */
    boolean isAuthorized(int attempt) {
        return payment.progress() == PaymentProgress.AUTHORIZED && isLatest(attempt);
    }

    /** Whether the capture of this attempt is requested and has no outcome yet. */
    boolean isCapturing(int attempt) {
        return payment.progress() == PaymentProgress.CAPTURING && isLatest(attempt);
    }

    /**
     * Whether the order waits for this step of this attempt, so that its deadline applies. While it is not known that the
     * provider was asked, the order waits for this system, and no deadline applies.
     */
    boolean isWaitingFor(AwaitedStep step, int attempt) {
        PaymentProgress awaited = switch (step) {
            case ANSWER -> PaymentProgress.UNANSWERED;
            case ACTION -> PaymentProgress.ACTION_REQUIRED;
            case BANK -> PaymentProgress.PROCESSING;
            case METHOD -> PaymentProgress.METHOD_REQUIRED;
        };
        return payment.progress() == awaited && isLatest(attempt);
    }

    /** What the deadline of an awaited step leads to: the provider is asked, unless it has declined already. */
    OrderEvent eventAfterDeadline(ExpireDeadline command) {
        UUID orderId = command.orderId();
        int check = payment.attempts().checks() + 1;
        return payment.acceptsAnotherMethod()
                ? new OrderRejected(orderId, RejectionReason.PAYMENT_DECLINED, null)
                : new PaymentCheckRequested(orderId, command.attempt(), check);
    }

    /** Whether the order waits for this check after a deadline. */
    boolean isChecking(int attempt, int check) {
        return payment.progress() == PaymentProgress.CHECKING
                && isLatest(attempt)
                && payment.attempts().checks() == check;
    }

    /** Whether this update is not recorded yet and still concerns the order. */
    boolean isNew(PaymentUpdate update) {
        PaymentProgress progress = payment.progress();
        OrderBalance balance = payment.balance();
        return switch (update) {
            case PaymentActionRequested e -> isPending(e.attempt()) && progress != PaymentProgress.ACTION_REQUIRED;
            case PaymentDelayed e -> isPending(e.attempt()) && progress != PaymentProgress.after(e);
            case CaptureSucceeded e -> progress == PaymentProgress.AUTHORIZED || progress == PaymentProgress.CAPTURING;
            case CaptureFailed e -> progress == PaymentProgress.CAPTURING;
            case RefundSucceeded e -> balance.hasRefund(e.refund(), RefundStatus.PENDING);
            case RefundFailed e ->
                balance.hasRefund(e.refund(), RefundStatus.PENDING)
                        || balance.hasRefund(e.refund(), RefundStatus.SUCCEEDED);
            case PaymentReleased e -> progress == PaymentProgress.RELEASING;
            case ReleaseFailed e -> isNew(e);
            case DisputeOpened e -> !payment.disputes().isKnown(e.dispute());
            case DisputeClosed e -> payment.disputes().isOpen(e.dispute());
        };
    }

    /** Banks may send back one refund after the other, and each changes the totals of an order that has ended. */
    private boolean isNew(ReleaseFailed event) {
        OrderBalance balance = payment.balance();
        boolean changesTotals = !balance.captured().equals(event.captured())
                || !balance.refunded().equals(event.refunded());
        return switch (payment.progress()) {
            case RELEASING, RELEASED -> true;
            case RELEASE_FAILED -> changesTotals;
            case NOT_REQUESTED, PENDING, UNANSWERED, ACTION_REQUIRED, PROCESSING -> false;
            case CHECKING, METHOD_REQUIRED, ATTEMPT_DUE -> false;
            case AUTHORIZED, CAPTURING, CAPTURED, CAPTURE_FAILED, DECLINED, EXPIRED, RELEASE_DUE -> false;
        };
    }

    private boolean isLatest(int attempt) {
        return attempt == payment.attempts().latest();
    }
}
