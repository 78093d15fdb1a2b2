package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestRefund;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** Customers who complain to their bank instead of asking for a refund. */
class OrderDisputeTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID PAYMENT = PaymentIds.forOrder(ID);
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final Money TOTAL = new Money(1530, GBP);
    private static final Money PART = new Money(1000, GBP);

    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", List.of(), TOTAL, "pm_1", CaptureMode.ON_CONFIRMATION);
    private static final PaymentRequested ASKED =
            new PaymentRequested(ID, PAYMENT, 1, "pm_1", TOTAL, CaptureMode.ON_CONFIRMATION);
    private static final OrderConfirmed PAID =
            new OrderConfirmed(ID, new PaymentAttempt(1, "pm_1", AttemptStatus.CAPTURED, null), TOTAL);
    private static final DisputeOpened OPENED = new DisputeOpened(ID, "du_1", PART, "fraudulent");
    private static final DisputeClosed WON = new DisputeClosed(ID, "du_1", PART, DisputeOutcome.WON);
    private static final DisputeClosed LOST = new DisputeClosed(ID, "du_1", PART, DisputeOutcome.LOST);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void aDisputeIsRecordedOnceAndDecidedOnce() {
        order.given(PLACED, ASKED, PAID).when(news(OPENED)).expectEvents(OPENED);
        order.given(PLACED, ASKED, PAID, OPENED).when(news(OPENED)).expectNoEvents();
        order.given(PLACED, ASKED, PAID, OPENED).when(news(LOST)).expectEvents(LOST);
        order.given(PLACED, ASKED, PAID, OPENED, LOST).when(news(LOST)).expectNoEvents();
        order.given(PLACED, ASKED, PAID, OPENED, WON).when(news(LOST)).expectNoEvents();
        order.given(PLACED, ASKED, PAID, OPENED, WON).when(news(OPENED)).expectNoEvents();
    }

    @Test
    void whatTheBankWithholdsIsNotRefunded() {
        refusesMoreThan("5.30", PLACED, ASKED, PAID, OPENED);
    }

    @Test
    void whatTheCustomerGotFromTheBankIsNotRefundedAgain() {
        refusesMoreThan("5.30", PLACED, ASKED, PAID, OPENED, LOST);
    }

    @Test
    void whatTheBankGaveBackToUsCanBeRefunded() {
        order.given(PLACED, ASKED, PAID, OPENED, WON)
                .when(new RequestRefund(ID, null, null))
                .expectEvents(new RefundRequested(ID, PAYMENT, 1, TOTAL, null));
    }

    @Test
    void aDisputeOverMoreThanWhatIsLeftLeavesNothing() {
        order.given(PLACED, ASKED, PAID, new RefundRequested(ID, PAYMENT, 1, PART, null), OPENED)
                .when(new RequestRefund(ID, null, null))
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.NOTHING_TO_REFUND, 4));
    }

    @Test
    void anOrderThatEndedHasItsDisputesToo() {
        Object[] ended = {
            PLACED,
            ASKED,
            PAID,
            new OrderCancelled(ID, CancelledBy.CUSTOMER, null, true),
            new PaymentReleaseRequested(ID, PAYMENT),
            new PaymentReleased(ID, TOTAL, TOTAL)
        };
        order.given(ended).when(news(OPENED)).expectEvents(OPENED);
    }

    private void refusesMoreThan(String left, Object... history) {
        BigDecimal most = new BigDecimal(left);
        order.given(history)
                .when(new RequestRefund(ID, most.add(new BigDecimal("0.01")), null))
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.REFUND_TOO_LARGE, history.length - 1));
        order.given(history)
                .when(new RequestRefund(ID, most, null))
                .expectEvents(new RefundRequested(ID, PAYMENT, 1, Money.ofMajor(most, GBP), null));
    }

    private static RecordPaymentUpdate news(PaymentUpdate news) {
        return new RecordPaymentUpdate(ID, news);
    }
}
