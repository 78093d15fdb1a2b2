package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
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
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.order.command.AwaitedStep;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an order knows of its payment: how far it got, and whose the money is. It never changes; {@link #after} is its
 * fold.
 *
 */
record PaymentProgress(Stage stage, PaymentAttempts tries, OrderBalance money, OrderDisputes disputes) {

    enum Stage {
        NOT_REQUESTED,
        AWAITED,
        /** The bank waits for its customer. */
        ACTION_WANTED,
        /** The bank takes days. */
        DELAYED,
        /** Declined, and the customer may choose another payment method. */
        ANOTHER_METHOD_WANTED,
        /** Another attempt is decided, and about to be asked for. */
        NEXT_ATTEMPT_DUE,
        AUTHORIZED,
        CAPTURING,
        CAPTURED,
        /** The goods have left without the money. */
        UNCOLLECTED,
        /** The last word of the bank was no: nothing is held. */
        DECLINED,
        /** What was reserved is not reserved any more: nothing is held. */
        EXPIRED,
        /** The order ended without goods, so that whatever the payment holds, or still receives, has to go back. */
        TO_BE_RELEASED,
        RELEASING,
        RELEASED,
        UNRELEASED
    }

    static PaymentProgress of(OrderPlaced event) {
        return new PaymentProgress(
                Stage.NOT_REQUESTED,
                PaymentAttempts.with(event.paymentMethod()),
                OrderBalance.nothingOf(event.total()),
                OrderDisputes.NONE);
    }

    /** The latest attempt that was asked for or chosen; 0 before the first. */
    int attempt() {
        return tries.latest();
    }

    /** Whether this attempt is the one to ask for now. */
    boolean isDue(int attempt) {
        return switch (stage) {
            case NOT_REQUESTED -> attempt == tries.next();
            case NEXT_ATTEMPT_DUE -> attempt == tries.latest();
            default -> false;
        };
    }

    /** Whether this attempt is the present one and has no outcome yet. */
    boolean isAwaiting(int attempt) {
        boolean isOpen = stage == Stage.AWAITED || stage == Stage.ACTION_WANTED || stage == Stage.DELAYED;
        return isOpen && attempt == tries.latest();
    }

    boolean isOpenForAnotherMethod() {
        return stage == Stage.ANOTHER_METHOD_WANTED;
    }

    /** Whether this attempt reserved the money, and nobody asked to take it. */
    boolean isReservedBy(int attempt) {
        return stage == Stage.AUTHORIZED && attempt == tries.latest();
    }

    /** Whether what this attempt reserved is being taken. */
    boolean isBeingTakenFrom(int attempt) {
        return stage == Stage.CAPTURING && attempt == tries.latest();
    }

    /** Whether the order would go on if this came now. */
    boolean isWaitingFor(AwaitedStep what, int attempt) {
        Stage then =
                switch (what) {
                    case ANSWER -> Stage.AWAITED;
                    case ACTION -> Stage.ACTION_WANTED;
                    case BANK -> Stage.DELAYED;
                    case METHOD -> Stage.ANOTHER_METHOD_WANTED;
                };
        return stage == then && attempt == tries.latest();
    }

    /** What can be given back on demand now; zero while all of it is on its way back anyway. */
    Money refundable() {
        return switch (stage) {
            case CAPTURED, RELEASED, UNRELEASED -> disputes.freeOf(money.left());
            case NOT_REQUESTED, AWAITED, ACTION_WANTED, DELAYED -> money.nothing();
            case ANOTHER_METHOD_WANTED, NEXT_ATTEMPT_DUE, AUTHORIZED -> money.nothing();
            case CAPTURING, UNCOLLECTED, DECLINED, EXPIRED, TO_BE_RELEASED, RELEASING -> money.nothing();
        };
    }

    /** @param amount in major units; null for all that can be given back */
    Money refund(@Nullable BigDecimal amount) {
        return amount == null
                ? refundable()
                : Money.ofMajor(amount, refundable().currency());
    }

    /** Whether this was not known, and still concerns the order. */
    boolean isNews(PaymentUpdate news) {
        return switch (news) {
            case PaymentActionRequested action -> isAwaiting(action.attempt()) && stage != Stage.ACTION_WANTED;
            case PaymentDelayed later -> isAwaiting(later.attempt()) && stage != afterDelay(later);
            case CaptureSucceeded captured -> stage == Stage.AUTHORIZED || stage == Stage.CAPTURING;
            case CaptureFailed failed -> stage == Stage.CAPTURING;
            case RefundSucceeded refund -> money.isReserved(refund.refund());
            case RefundFailed refund -> money.isReserved(refund.refund()) || money.isGivenBack(refund.refund());
            case PaymentReleased released -> stage == Stage.RELEASING;
            case ReleaseFailed failed -> isNewEnd(failed);
            case DisputeOpened opened -> !disputes.isKnown(opened.dispute());
            case DisputeClosed closed -> disputes.isOpen(closed.dispute());
        };
    }

    /** Banks may send back one refund after the other, and each changes what is held for an order that has ended. */
    private boolean isNewEnd(ReleaseFailed failed) {
        boolean isFirst = stage == Stage.RELEASING || stage == Stage.RELEASED;
        boolean changesSums =
                !money.captured().equals(failed.captured()) || !money.refunded().equals(failed.refunded());
        return isFirst || (stage == Stage.UNRELEASED && changesSums);
    }

    PaymentProgress after(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> of(placed);
            case PaymentRequested requested -> with(tries.asked(requested)).at(Stage.AWAITED);
            case PaymentAttemptDeclined declined ->
                with(tries.declined(declined)).at(Stage.ANOTHER_METHOD_WANTED);
            case PaymentMethodChosen chosen -> with(tries.chosen(chosen)).at(Stage.NEXT_ATTEMPT_DUE);
            case PaymentActionRequested action -> at(Stage.ACTION_WANTED);
            case PaymentDelayed later -> at(afterDelay(later));
            case OrderConfirmed confirmed -> taken(confirmed.captured());
            case AuthorizationExpired expired ->
                expired.renewed() ? with(tries.askedAgain()).at(Stage.NEXT_ATTEMPT_DUE) : at(Stage.EXPIRED);
            case OrderShipped shipped -> this;
            case CaptureRequested requested -> at(Stage.CAPTURING);
            case CaptureSucceeded captured -> taken(captured.captured());
            case CaptureFailed failed -> at(Stage.UNCOLLECTED);
            case RefundRequested refund -> with(money.reserved(refund.refund(), refund.amount()));
            case RefundSucceeded refund -> with(money.givenBack(refund.refund()));
            case RefundFailed refund -> with(money.freed(refund.refund()));
            case OrderRejected rejected -> at(afterRejection(rejected.reason()));
            case OrderCancelled cancelled -> cancelled.paymentRequested() ? at(Stage.TO_BE_RELEASED) : this;
            case PaymentReleaseRequested requested -> at(Stage.RELEASING);
            case PaymentReleased released ->
                with(money.ending(released.captured(), released.refunded())).at(Stage.RELEASED);
            case ReleaseFailed failed ->
                with(money.ending(failed.captured(), failed.refunded())).at(Stage.UNRELEASED);
            case DisputeOpened opened -> with(disputes.opened(opened));
            case DisputeClosed closed -> with(disputes.closed(closed));
        };
    }

    private static Stage afterDelay(PaymentDelayed event) {
        return event.takesDays() ? Stage.DELAYED : Stage.AWAITED;
    }

    /** A declined payment holds nothing; one that never answered may still succeed and must be given back. */
    private static Stage afterRejection(RejectionReason reason) {
        return switch (reason) {
            case PAYMENT_DECLINED -> Stage.DECLINED;
            case AUTHORIZATION_EXPIRED -> Stage.EXPIRED;
            case PAYMENT_TIMED_OUT -> Stage.TO_BE_RELEASED;
        };
    }

    private PaymentProgress taken(Money amount) {
        return with(money.taken(amount)).at(amount.isZero() ? Stage.AUTHORIZED : Stage.CAPTURED);
    }

    private PaymentProgress at(Stage next) {
        return new PaymentProgress(next, tries, money, disputes);
    }

    private PaymentProgress with(OrderBalance next) {
        return new PaymentProgress(stage, tries, next, disputes);
    }

    private PaymentProgress with(PaymentAttempts next) {
        return new PaymentProgress(stage, next, money, disputes);
    }

    private PaymentProgress with(OrderDisputes next) {
        return new PaymentProgress(stage, tries, money, next);
    }
}
