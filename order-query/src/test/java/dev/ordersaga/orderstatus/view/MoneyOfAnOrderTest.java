package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.orderstatus.view.AnOrder.GBP;
import static dev.ordersaga.orderstatus.view.AnOrder.NOTHING;
import static dev.ordersaga.orderstatus.view.AnOrder.TOTAL;
import static dev.ordersaga.orderstatus.view.AnOrder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.RefundStatus;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the view shows of the money once an order is confirmed: shipment, captures, refunds. */
class MoneyOfAnOrderTest {

    private static final Money FIVE = new Money(500, GBP);
    private static final Money REST = TOTAL.minus(FIVE);

    private final AnOrder order = anOrder();
    private final OrderEvent[] paid = {order.placed(), order.paymentRequested(), order.captured()};
    private final OrderEvent[] reserved = {order.placed(), order.paymentRequested(), order.authorized()};

    @Test
    void aConfirmedOrderCanBeCancelledShippedAndRefunded() {
        assertThat(order.after(paid).possible())
                .containsExactlyInAnyOrder(OrderAction.CANCELLATION, OrderAction.SHIPMENT, OrderAction.REFUNDS);
        assertThat(order.after(reserved).possible())
                .containsExactlyInAnyOrder(OrderAction.CANCELLATION, OrderAction.SHIPMENT);
        assertThat(order.after(order.placed()).possible()).containsExactly(OrderAction.CANCELLATION);
    }

    @Test
    void aPartialRefundMovesMoneyUntilItsOutcome() {
        OrderStatus asked = order.after(and(paid, order.refundRequested(1, FIVE)));
        assertMoney(asked, PaymentStatus.REFUNDING, TOTAL, NOTHING);
        assertThat(asked.isSettled()).isFalse();
        assertThat(asked.payment().refundable()).isEqualTo(REST);

        OrderStatus done = order.after(and(paid, order.refundRequested(1, FIVE), order.refunded(1, FIVE)));
        assertMoney(done, PaymentStatus.PARTIALLY_REFUNDED, TOTAL, FIVE);
        assertThat(done.isSettled()).isTrue();
        assertThat(done.payment().refunds()).containsExactly(new Refund(1, FIVE, RefundStatus.SUCCEEDED, "damaged"));
    }

    @Test
    void whatIsWhollyRefundedCannotBeRefundedAgain() {
        OrderStatus status = order.after(and(
                paid,
                order.refundRequested(1, FIVE),
                order.refundRequested(2, REST),
                order.refunded(2, REST),
                order.refunded(1, FIVE)));

        assertMoney(status, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(status.payment().refunds()).extracting(Refund::number).containsExactly(1, 2);
        assertThat(status.possible()).doesNotContain(OrderAction.REFUNDS);
    }

    @Test
    void aRefundThatFailsLeavesTheMoneyToBeRefundedAnew() {
        OrderStatus early = order.after(and(paid, order.refundRequested(1, FIVE), order.refundFailed(1, FIVE)));
        assertMoney(early, PaymentStatus.CAPTURED, TOTAL, NOTHING);
        assertThat(early.payment().refundable()).isEqualTo(TOTAL);

        OrderStatus late = order.after(
                and(paid, order.refundRequested(1, FIVE), order.refunded(1, FIVE), order.refundFailed(1, FIVE)));
        assertMoney(late, PaymentStatus.CAPTURED, TOTAL, NOTHING);
        assertThat(late.payment().refunds()).extracting(Refund::status).containsExactly(RefundStatus.FAILED);
    }

    @Test
    void aShippedOrderWhoseMoneyWasTakenIsSettled() {
        OrderStatus status = order.after(and(paid, order.shipped()));

        assertThat(status.status()).isEqualTo(OrderState.SHIPPED);
        assertMoney(status, PaymentStatus.CAPTURED, TOTAL, NOTHING);
        assertThat(status.isSettled()).isTrue();
        assertThat(status.possible()).containsExactly(OrderAction.REFUNDS);
    }

    @Test
    void reservedMoneyIsTakenWithTheShipment() {
        OrderStatus moving = order.after(and(reserved, order.shipped(), order.captureRequested()));
        assertMoney(moving, PaymentStatus.CAPTURING, NOTHING, NOTHING);
        assertThat(moving.isSettled()).isFalse();

        OrderStatus taken =
                order.after(and(reserved, order.shipped(), order.captureRequested(), order.captureSucceeded()));
        assertMoney(taken, PaymentStatus.CAPTURED, TOTAL, NOTHING);
        assertThat(taken.payment().attempts())
                .containsExactly(new PaymentAttempt(1, "pm_card_visa", AttemptStatus.CAPTURED, null));
        assertThat(taken.isSettled()).isTrue();
    }

    @Test
    void goodsThatLeftWithoutTheMoneyAreSeen() {
        OrderStatus status =
                order.after(and(reserved, order.shipped(), order.captureRequested(), order.captureFailed()));

        assertThat(status.status()).isEqualTo(OrderState.SHIPPED);
        assertMoney(status, PaymentStatus.CAPTURE_FAILED, NOTHING, NOTHING);
        assertThat(status.isSettled()).isTrue();
    }

    @Test
    void moneyThatCouldNotBeGivenBackIsSeenAndCanBeRefunded() {
        OrderEvent[] failed = and(paid, order.cancelled(null, true), order.releaseRequested(), order.releaseFailed());
        OrderStatus status = order.after(failed);
        assertMoney(status, PaymentStatus.RELEASE_FAILED, TOTAL, NOTHING);
        assertThat(status.possible()).containsExactly(OrderAction.REFUNDS);

        OrderStatus refunded = order.after(and(failed, order.refundRequested(1, TOTAL), order.refunded(1, TOTAL)));
        assertMoney(refunded, PaymentStatus.REFUNDED, TOTAL, TOTAL);
        assertThat(refunded.isSettled()).isTrue();
    }

    @Test
    void everyEventIsFoldedByATest() {
        Set<Class<?>> tested = Set.of(
                order.actionRequested().getClass(),
                order.delayed(true).getClass(),
                order.disputed(TOTAL).getClass(),
                order.decided(TOTAL, DisputeOutcome.WON).getClass(),
                order.expired(true).getClass(),
                order.attemptDeclined().getClass(),
                order.methodChosen().getClass(),
                order.placed().getClass(),
                order.paymentRequested().getClass(),
                order.captured().getClass(),
                order.declined().getClass(),
                order.cancelled(null, true).getClass(),
                order.releaseRequested().getClass(),
                order.released(TOTAL).getClass(),
                order.releaseFailed().getClass(),
                order.shipped().getClass(),
                order.captureRequested().getClass(),
                order.captureSucceeded().getClass(),
                order.captureFailed().getClass(),
                order.refundRequested(1, TOTAL).getClass(),
                order.refunded(1, TOTAL).getClass(),
                order.refundFailed(1, TOTAL).getClass());

        assertThat(Arrays.stream(OrderEvent.class.getPermittedSubclasses()).collect(Collectors.toSet()))
                .isEqualTo(tested);
    }

    private static void assertMoney(OrderStatus status, PaymentStatus state, Money captured, Money refunded) {
        assertThat(status.payment().status()).isEqualTo(state);
        assertThat(status.payment().capturedTotal()).isEqualTo(captured);
        assertThat(status.payment().refundedTotal()).isEqualTo(refunded);
    }

    private static OrderEvent[] and(OrderEvent[] first, OrderEvent... more) {
        OrderEvent[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
