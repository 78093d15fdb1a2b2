package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentNews;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.order.ReleaseFailed;

/**
 * What an order knows of its payment: how far it got, and whose the money is. It never changes; {@link #after} is its
 * fold.
 *
 * @param attempt the latest attempt that was asked for; 0 before the first
 */
record OrderPayment(Stage stage, int attempt, OrderMoney money) {

    enum Stage {
        NOT_REQUESTED,
        AWAITED,
        AUTHORIZED,
        CAPTURING,
        CAPTURED,
        /** The goods have left without the money. */
        UNCOLLECTED,
        /** The last word of the bank was no: nothing is held. */
        DECLINED,
        /** The order ended without goods, so that whatever the payment holds, or still receives, has to go back. */
        TO_BE_RELEASED,
        RELEASING,
        RELEASED,
        UNRELEASED
    }

    static OrderPayment of(OrderPlaced event) {
        return new OrderPayment(Stage.NOT_REQUESTED, 0, OrderMoney.nothingOf(event.total()));
    }

    /** What can be given back on demand now; zero while all of it is on its way back anyway. */
    Money refundable() {
        return switch (stage) {
            case CAPTURED, RELEASED, UNRELEASED -> money.left();
            case NOT_REQUESTED, AWAITED, AUTHORIZED, CAPTURING, UNCOLLECTED, DECLINED -> money.nothing();
            case TO_BE_RELEASED, RELEASING -> money.nothing();
        };
    }

    /** Whether this was not known, and still concerns the order. */
    boolean isNews(PaymentNews news) {
        return switch (news) {
            case CaptureSucceeded captured -> stage == Stage.AUTHORIZED || stage == Stage.CAPTURING;
            case CaptureFailed failed -> stage == Stage.CAPTURING;
            case RefundSucceeded refund -> money.isReserved(refund.refund());
            case RefundFailed refund -> money.isReserved(refund.refund()) || money.isGivenBack(refund.refund());
            case PaymentReleased released -> stage == Stage.RELEASING;
            case ReleaseFailed failed -> stage == Stage.RELEASING || stage == Stage.RELEASED;
        };
    }

    OrderPayment after(OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> of(placed);
            case PaymentRequested requested -> new OrderPayment(Stage.AWAITED, requested.attempt(), money);
            case OrderConfirmed confirmed -> taken(confirmed.captured());
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
        };
    }

    /** A declined payment holds nothing; one that never answered may still succeed and must be given back. */
    private static Stage afterRejection(RejectionReason reason) {
        return switch (reason) {
            case PAYMENT_DECLINED -> Stage.DECLINED;
            case PAYMENT_TIMED_OUT -> Stage.TO_BE_RELEASED;
        };
    }

    private OrderPayment taken(Money amount) {
        return with(money.taken(amount)).at(amount.isZero() ? Stage.AUTHORIZED : Stage.CAPTURED);
    }

    private OrderPayment at(Stage next) {
        return new OrderPayment(next, attempt, money);
    }

    private OrderPayment with(OrderMoney next) {
        return new OrderPayment(stage, attempt, next);
    }
}
