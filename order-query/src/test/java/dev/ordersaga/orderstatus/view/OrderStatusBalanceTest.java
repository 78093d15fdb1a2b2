package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.GBP;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.ZERO;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.attempt;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.concat;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.orderstate.Refund;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.RefundStatus;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.testing.OrderEvents;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Shipment, captures and refunds in the status view. */
class OrderStatusBalanceTest {

    private static final Money FIVE = new Money(500, GBP);
    private static final Money REST = TOTAL.minus(FIVE);

    private final OrderEvents order = anOrder();
    private final OrderEvent[] captured = {order.placed(), order.paymentRequested(), order.confirmed()};
    private final OrderEvent[] authorized = {order.placed(), order.paymentRequested(), order.confirmedUncaptured()};

    @Test
    void aConfirmedOrderCanBeCancelledShippedAndRefunded() {
        assertThat(statusAfter(order, captured).availableActions())
                .containsExactlyInAnyOrder(OrderAction.CANCELLATION, OrderAction.SHIPMENT, OrderAction.REFUNDS);
        assertThat(statusAfter(order, authorized).availableActions())
                .containsExactlyInAnyOrder(OrderAction.CANCELLATION, OrderAction.SHIPMENT);
        assertThat(statusAfter(order, order.placed()).availableActions()).containsExactly(OrderAction.CANCELLATION);
    }

    @Test
    void aPartialRefundIsPendingUntilItsOutcome() {
        OrderStatus pending = statusAfter(order, concat(captured, order.refundRequested(1, FIVE)));
        assertBalance(pending, PaymentStatus.REFUNDING, TOTAL, ZERO);
        assertThat(pending.isSettled()).isFalse();
        assertThat(pending.payment().refundable()).isEqualTo(REST);

        OrderStatus done =
                statusAfter(order, concat(captured, order.refundRequested(1, FIVE), order.refundSucceeded(1, FIVE)));
        assertBalance(done, PaymentStatus.PARTIALLY_REFUNDED, TOTAL, FIVE);
        assertThat(done.isSettled()).isTrue();
        assertThat(done.payment().balance().refunds())
                .containsExactly(new Refund(1, FIVE, RefundStatus.SUCCEEDED, "damaged", null, 0));
    }

    @Test
    void aFullRefundLeavesNothingToRefund() {
        OrderStatus status = statusAfter(
                order,
                concat(
                        captured,
                        order.refundRequested(1, FIVE),
                        order.refundRequested(2, REST),
                        order.refundSucceeded(2, REST),
                        order.refundSucceeded(1, FIVE)));

        assertBalance(status, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(status.payment().balance().refunds())
                .extracting(Refund::number)
                .containsExactly(1, 2);
        assertThat(status.availableActions()).doesNotContain(OrderAction.REFUNDS, OrderAction.SHIPMENT);
    }

    @Test
    void theAmountOfAFailedRefundCanBeRefundedAgain() {
        OrderStatus early =
                statusAfter(order, concat(captured, order.refundRequested(1, FIVE), order.refundFailed(1, FIVE)));
        assertBalance(early, PaymentStatus.CAPTURED, TOTAL, ZERO);
        assertThat(early.payment().refundable()).isEqualTo(TOTAL);

        OrderStatus late = statusAfter(
                order,
                concat(
                        captured,
                        order.refundRequested(1, FIVE),
                        order.refundSucceeded(1, FIVE),
                        order.refundFailed(1, FIVE)));
        assertBalance(late, PaymentStatus.CAPTURED, TOTAL, ZERO);
        assertThat(late.payment().balance().refunds())
                .containsExactly(new Refund(1, FIVE, RefundStatus.FAILED, "damaged", "expired_or_canceled_card", 2));
    }

    @Test
    void aShippedAndCapturedOrderIsSettled() {
        OrderStatus status = statusAfter(order, concat(captured, order.shipped()));

        assertThat(status.status()).isEqualTo(OrderState.SHIPPED);
        assertBalance(status, PaymentStatus.CAPTURED, TOTAL, ZERO);
        assertThat(status.isSettled()).isTrue();
        assertThat(status.availableActions()).containsExactly(OrderAction.REFUNDS);
    }

    @Test
    void anAuthorizedAmountIsCapturedWithTheShipment() {
        OrderStatus capturing = statusAfter(order, concat(authorized, order.shipped(), order.captureRequested()));
        assertBalance(capturing, PaymentStatus.CAPTURING, ZERO, ZERO);
        assertThat(capturing.isSettled()).isFalse();

        OrderStatus done = statusAfter(
                order, concat(authorized, order.shipped(), order.captureRequested(), order.captureSucceeded()));
        assertBalance(done, PaymentStatus.CAPTURED, TOTAL, ZERO);
        assertThat(done.payment().attempts().requested()).containsExactly(attempt(1, AttemptStatus.CAPTURED));
        assertThat(done.isSettled()).isTrue();
    }

    @Test
    void aFailedCaptureAfterTheShipmentIsShown() {
        OrderStatus status = statusAfter(
                order, concat(authorized, order.shipped(), order.captureRequested(), order.captureFailed()));

        assertThat(status.status()).isEqualTo(OrderState.SHIPPED);
        assertBalance(status, PaymentStatus.CAPTURE_FAILED, ZERO, ZERO);
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void aFailedReleaseIsShownAndItsAmountCanBeRefunded() {
        OrderEvent[] failed = concat(captured, order.cancelled(true), order.releaseRequested(), order.releaseFailed());
        OrderStatus status = statusAfter(order, failed);
        assertBalance(status, PaymentStatus.RELEASE_FAILED, TOTAL, ZERO);
        assertThat(status.availableActions()).containsExactly(OrderAction.REFUNDS);

        OrderStatus refunded =
                statusAfter(order, concat(failed, order.refundRequested(1, TOTAL), order.refundSucceeded(1, TOTAL)));
        assertBalance(refunded, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(refunded.isSettled()).isTrue();
    }

    @Test
    void aPaymentIsPendingWhileTheProviderIsAskedOnceMore() {
        OrderStatus status = statusAfter(order, order.placed(), order.paymentRequested(), order.checkRequested(1));
        assertBalance(status, PaymentStatus.PENDING, ZERO, ZERO);
        assertThat(status.isSettled()).isFalse();
    }

    @Test
    void everyEventIsFoldedByATest() {
        Set<Class<?>> tested = Set.of(
                order.actionRequested().getClass(),
                order.delayed(true).getClass(),
                order.checkRequested(1).getClass(),
                order.disputeOpened(TOTAL).getClass(),
                order.disputeClosed(TOTAL, DisputeOutcome.WON).getClass(),
                order.authorizationExpired(true).getClass(),
                order.attemptDeclined().getClass(),
                order.methodChosen().getClass(),
                order.placed().getClass(),
                order.paymentRequested().getClass(),
                order.confirmed().getClass(),
                order.rejectedByDecline(1).getClass(),
                order.cancelled(true).getClass(),
                order.releaseRequested().getClass(),
                order.released(TOTAL).getClass(),
                order.releaseFailed().getClass(),
                order.shipped().getClass(),
                order.captureRequested().getClass(),
                order.captureSucceeded().getClass(),
                order.captureFailed().getClass(),
                order.refundRequested(1, TOTAL).getClass(),
                order.refundSucceeded(1, TOTAL).getClass(),
                order.refundFailed(1, TOTAL).getClass());

        assertThat(Arrays.stream(OrderEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()))
                .isEqualTo(tested);
    }

    private static void assertBalance(OrderStatus status, PaymentStatus state, Money captured, Money refunded) {
        assertThat(status.payment().status()).isEqualTo(state);
        assertThat(status.payment().balance().captured()).isEqualTo(captured);
        assertThat(status.payment().balance().refunded()).isEqualTo(refunded);
    }
}
