package dev.ordersaga.order;

import static dev.ordersaga.api.testing.OrderEvents.GBP;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestRefund;
import java.math.BigDecimal;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** Disputes (chargebacks) over an order. */
class OrderDisputeTest {

    private static final OrderEvents ORDER = anOrder();
    private static final UUID ID = ORDER.id();
    private static final Money PART = new Money(1000, GBP);

    private static final OrderPlaced PLACED = ORDER.placed();
    private static final PaymentRequested REQUESTED = ORDER.paymentRequested();
    private static final OrderConfirmed CAPTURED = ORDER.confirmed();
    private static final DisputeOpened OPENED = ORDER.disputeOpened(PART);
    private static final DisputeClosed WON = ORDER.disputeClosed(PART, DisputeOutcome.WON);
    private static final DisputeClosed LOST = ORDER.disputeClosed(PART, DisputeOutcome.LOST);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void aDisputeIsOpenedOnceAndClosedOnce() {
        order.given(PLACED, REQUESTED, CAPTURED).when(record(OPENED)).expectEvents(OPENED);
        order.given(PLACED, REQUESTED, CAPTURED, OPENED).when(record(OPENED)).expectNoEvents();
        order.given(PLACED, REQUESTED, CAPTURED, OPENED).when(record(LOST)).expectEvents(LOST);
        order.given(PLACED, REQUESTED, CAPTURED, OPENED, LOST)
                .when(record(LOST))
                .expectNoEvents();
        order.given(PLACED, REQUESTED, CAPTURED, OPENED, WON).when(record(LOST)).expectNoEvents();
        order.given(PLACED, REQUESTED, CAPTURED, OPENED, WON)
                .when(record(OPENED))
                .expectNoEvents();
    }

    @Test
    void anOpenDisputeReducesWhatCanBeRefunded() {
        refusesMoreThan("5.30", PLACED, REQUESTED, CAPTURED, OPENED);
    }

    @Test
    void aLostDisputeReducesWhatCanBeRefunded() {
        refusesMoreThan("5.30", PLACED, REQUESTED, CAPTURED, OPENED, LOST);
    }

    @Test
    void aWonDisputeCanBeRefunded() {
        order.given(PLACED, REQUESTED, CAPTURED, OPENED, WON)
                .when(new RequestRefund(ID, null, null))
                .expectEvents(ORDER.refundRequested(1, TOTAL, null));
    }

    @Test
    void aDisputeOverMoreThanTheRemainderLeavesNothingToRefund() {
        order.given(PLACED, REQUESTED, CAPTURED, ORDER.refundRequested(1, PART, null), OPENED)
                .when(new RequestRefund(ID, null, null))
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.NOTHING_TO_REFUND, 4));
    }

    @Test
    void aDisputeOfAnEndedOrderIsRecorded() {
        Object[] ended = {
            PLACED, REQUESTED, CAPTURED, ORDER.cancelled(true), ORDER.releaseRequested(), ORDER.released(TOTAL)
        };
        order.given(ended).when(record(OPENED)).expectEvents(OPENED);
    }

    private void refusesMoreThan(String left, Object... history) {
        BigDecimal most = new BigDecimal(left);
        order.given(history)
                .when(new RequestRefund(ID, most.add(new BigDecimal("0.01")), null))
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.REFUND_TOO_LARGE, history.length - 1));
        order.given(history)
                .when(new RequestRefund(ID, most, null))
                .expectEvents(ORDER.refundRequested(1, Money.ofMajor(most, GBP), null));
    }

    private static RecordPaymentUpdate record(PaymentUpdate update) {
        return new RecordPaymentUpdate(ID, update);
    }
}
