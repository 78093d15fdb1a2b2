package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.status.PaymentStatus;
import org.jspecify.annotations.Nullable;

/**
 * Payment of an order as its own stream records it: progress, attempts, balance with refunds, and disputes.
 *
 * @param failure the provider's code for why the capture or the release failed; null while neither has
 */
public record OrderPayment(
        PaymentProgress progress,
        PaymentAttempts attempts,
        OrderBalance balance,
        OrderDisputes disputes,
        @Nullable String failure) {

    static OrderPayment of(OrderPlaced event) {
        return new OrderPayment(
                PaymentProgress.NOT_REQUESTED,
                PaymentAttempts.first(event.paymentMethod()),
                OrderBalance.of(event.total()),
                OrderDisputes.NONE,
                null);
    }

    /** What clients see: the progress, with refunds and disputes. */
    public PaymentStatus status() {
        return switch (progress) {
            case NOT_REQUESTED -> PaymentStatus.NOT_REQUESTED;
            case PENDING, UNANSWERED, ATTEMPT_DUE, CHECKING -> PaymentStatus.PENDING;
            case ACTION_REQUIRED -> PaymentStatus.ACTION_REQUIRED;
            case PROCESSING -> PaymentStatus.PROCESSING;
            case METHOD_REQUIRED, DECLINED -> PaymentStatus.DECLINED;
            case AUTHORIZED -> PaymentStatus.AUTHORIZED;
            case CAPTURING -> PaymentStatus.CAPTURING;
            case CAPTURED -> statusAfterCapture(PaymentStatus.CAPTURED);
            case CAPTURE_FAILED -> PaymentStatus.CAPTURE_FAILED;
            case EXPIRED -> PaymentStatus.VOIDED;
            // A disputed amount is released once the bank has decided.
            case RELEASE_DUE, RELEASING -> disputes.anyOpen() ? PaymentStatus.DISPUTED : PaymentStatus.RELEASING;
            case RELEASED ->
                balance.captured().isZero() ? PaymentStatus.VOIDED : statusAfterCapture(PaymentStatus.CAPTURED);
            case RELEASE_FAILED -> statusAfterCapture(PaymentStatus.RELEASE_FAILED);
        };
    }

    /** @param otherwise the status without any refund or dispute */
    private PaymentStatus statusAfterCapture(PaymentStatus otherwise) {
        if (!balance.pending().isZero()) {
            return PaymentStatus.REFUNDING;
        }
        if (disputes.anyOpen()) {
            return PaymentStatus.DISPUTED;
        }
        if (disputes.anyLost()) {
            return PaymentStatus.CHARGED_BACK;
        }
        if (balance.refunded().isZero()) {
            return otherwise;
        }
        return balance.refunded().equals(balance.captured())
                ? PaymentStatus.REFUNDED
                : PaymentStatus.PARTIALLY_REFUNDED;
    }

    /** What can be refunded on request now; zero before the capture, and while all of it is being released anyway. */
    public Money refundable() {
        return switch (progress) {
            case CAPTURED, RELEASED, RELEASE_FAILED -> disputes.undisputed(balance.remaining());
            case NOT_REQUESTED, PENDING, UNANSWERED, ACTION_REQUIRED, PROCESSING -> balance.zero();
            case CHECKING, METHOD_REQUIRED, ATTEMPT_DUE -> balance.zero();
            case AUTHORIZED, CAPTURING, CAPTURE_FAILED, DECLINED, EXPIRED -> balance.zero();
            case RELEASE_DUE, RELEASING -> balance.zero();
        };
    }

    /**
     * Whether all that was captured is returned: refunded, about to be refunded, or charged back. An open dispute does not
     * count, since the bank has not decided.
     */
    public boolean isReturned() {
        return progress == PaymentProgress.CAPTURED
                && disputes.notLost(balance.remaining()).isZero();
    }

    /** Whether the customer may choose another payment method: after a decline, or after the capture failed. */
    public boolean acceptsAnotherMethod() {
        return progress == PaymentProgress.METHOD_REQUIRED || progress == PaymentProgress.CAPTURE_FAILED;
    }

    OrderPayment requested(PaymentRequested event) {
        return with(PaymentProgress.PENDING, attempts.requested(event), balance);
    }

    OrderPayment checking(PaymentCheckRequested event) {
        return with(PaymentProgress.CHECKING, attempts.checked(event), balance);
    }

    OrderPayment declined(PaymentAttemptDeclined event) {
        return with(PaymentProgress.METHOD_REQUIRED, attempts.declined(event), balance);
    }

    OrderPayment methodChosen(PaymentMethodChosen event) {
        return with(PaymentProgress.ATTEMPT_DUE, attempts.chosen(event), balance);
    }

    OrderPayment confirmed(OrderConfirmed event) {
        Money captured = event.captured();
        PaymentProgress next = captured.isZero() ? PaymentProgress.AUTHORIZED : PaymentProgress.CAPTURED;
        return with(next, attempts.with(event.attempt()), balance.captured(captured));
    }

    OrderPayment expired(AuthorizationExpired event) {
        PaymentAttempts voided = attempts.closed(AttemptStatus.VOIDED);
        return event.renewed()
                ? with(PaymentProgress.ATTEMPT_DUE, voided.renewed(), balance)
                : with(PaymentProgress.EXPIRED, voided, balance);
    }

    OrderPayment captured(CaptureSucceeded event) {
        return with(
                PaymentProgress.CAPTURED, attempts.closed(AttemptStatus.CAPTURED), balance.captured(event.captured()));
    }

    OrderPayment captureFailed(CaptureFailed event) {
        return with(PaymentProgress.CAPTURE_FAILED, attempts.closed(AttemptStatus.VOIDED), balance)
                .because(event.reason());
    }

    OrderPayment rejected(OrderRejected event) {
        PaymentAttempts after = event.attempt() == null ? attempts : attempts.with(event.attempt());
        return with(PaymentProgress.after(event.reason()), after, balance);
    }

    OrderPayment cancelled(OrderCancelled event) {
        return event.paymentRequested() ? at(PaymentProgress.RELEASE_DUE) : this;
    }

    OrderPayment released(PaymentReleased event) {
        AttemptStatus end = event.captured().isZero() ? AttemptStatus.VOIDED : AttemptStatus.REFUNDED;
        return with(PaymentProgress.RELEASED, attempts.closed(end), balance.totals(event.captured(), event.refunded()));
    }

    OrderPayment releaseFailed(ReleaseFailed event) {
        return with(
                        PaymentProgress.RELEASE_FAILED,
                        attempts.closed(AttemptStatus.CAPTURED),
                        balance.totals(event.captured(), event.refunded()))
                .because(event.reason());
    }

    OrderPayment at(PaymentProgress next) {
        return with(next, attempts, balance);
    }

    OrderPayment with(OrderBalance next) {
        return new OrderPayment(progress, attempts, next, disputes, failure);
    }

    OrderPayment with(OrderDisputes next) {
        return new OrderPayment(progress, attempts, balance, next, failure);
    }

    private OrderPayment because(String code) {
        return new OrderPayment(progress, attempts, balance, disputes, code);
    }

    private OrderPayment with(PaymentProgress nextProgress, PaymentAttempts nextAttempts, OrderBalance nextBalance) {
        return new OrderPayment(nextProgress, nextAttempts, nextBalance, disputes, null);
    }
}
