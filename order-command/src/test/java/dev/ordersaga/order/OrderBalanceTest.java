package dev.ordersaga.order;

import static dev.ordersaga.api.testing.OrderEvents.GBP;
import static dev.ordersaga.api.testing.OrderEvents.REASON;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Shipment, captures and refunds of a confirmed order. */
class OrderBalanceTest {

    private static final OrderEvents ORDER = anOrder();
    private static final UUID ID = ORDER.id();
    private static final Money FIVE = new Money(500, GBP);
    private static final Money REST = TOTAL.minus(FIVE);

    private static final OrderConfirmed CAPTURED = ORDER.confirmed();
    private static final OrderConfirmed AUTHORIZED = ORDER.confirmedUncaptured();
    private static final OrderCancelled CANCELLED = ORDER.cancelled(true);
    private static final OrderShipped SHIPPED = ORDER.shipped();
    private static final CaptureRequested CAPTURE = ORDER.captureRequested();
    private static final CaptureSucceeded CAPTURE_SUCCEEDED = ORDER.captureSucceeded();
    private static final PaymentReleaseRequested RELEASE = ORDER.releaseRequested();
    private static final PaymentReleased RELEASED = ORDER.released(TOTAL);
    private static final ReleaseFailed RELEASE_FAILED = ORDER.releaseFailed();

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Shipping {

        @Test
        void aCapturedOrderShipsWithoutACapture() {
            given(CAPTURED)
                    .when(new ShipOrder(ID))
                    .expectEvents(SHIPPED)
                    .expectResultMessagePayload(
                            new OrderAccepted(ID, OrderState.SHIPPED, 3, TOTAL, Set.of(OrderAction.REFUNDS)));
        }

        @Test
        void anAuthorizedAmountIsCapturedWithTheShipment() {
            given(AUTHORIZED).when(new ShipOrder(ID)).expectEvents(SHIPPED, CAPTURE);
        }

        @Test
        void onlyAConfirmedOrderShipsAndOnlyOnce() {
            refuses(given(), new ShipOrder(ID), Refusal.ORDER_NOT_CONFIRMED, 1);
            refuses(given(CAPTURED, SHIPPED), new ShipOrder(ID), Refusal.ORDER_ALREADY_SHIPPED, 3);
            refuses(given(CAPTURED, CANCELLED), new ShipOrder(ID), Refusal.ORDER_ALREADY_CANCELLED, 3);
        }

        @Test
        void anOrderWhosePaymentIsReturnedDoesNotShip() {
            RefundRequested all = ORDER.refundRequested(1, TOTAL, null);
            RefundRequested five = ORDER.refundRequested(1, FIVE, null);
            Object open = ORDER.disputeOpened(TOTAL);
            Object openRest = ORDER.disputeOpened(REST);
            doesNotShip(CAPTURED, all);
            doesNotShip(CAPTURED, all, ORDER.refundSucceeded(1, TOTAL));
            doesNotShip(CAPTURED, five, ORDER.refundSucceeded(1, FIVE), ORDER.refundRequested(2, REST, null));
            doesNotShip(CAPTURED, open, ORDER.disputeClosed(TOTAL, DisputeOutcome.LOST));
            doesNotShip(CAPTURED, five, openRest, ORDER.disputeClosed(REST, DisputeOutcome.LOST));
        }

        @Test
        void anOrderThatIsPaidForInPartShips() {
            RefundRequested all = ORDER.refundRequested(1, TOTAL, null);
            given(CAPTURED, ORDER.refundRequested(1, REST, null))
                    .when(new ShipOrder(ID))
                    .expectEvents(SHIPPED);
            given(CAPTURED, all, ORDER.refundFailed(1, TOTAL))
                    .when(new ShipOrder(ID))
                    .expectEvents(SHIPPED);
            given(CAPTURED, ORDER.disputeOpened(TOTAL)).when(new ShipOrder(ID)).expectEvents(SHIPPED);
            given(CAPTURED, ORDER.disputeOpened(FIVE), ORDER.disputeClosed(FIVE, DisputeOutcome.LOST))
                    .when(new ShipOrder(ID))
                    .expectEvents(SHIPPED);
        }

        private void doesNotShip(Object... history) {
            refuses(given(history), new ShipOrder(ID), Refusal.PAYMENT_RETURNED, history.length + 1);
        }

        @Test
        void aShippedOrderCannotBeCancelled() {
            refuses(
                    given(CAPTURED, SHIPPED),
                    new CancelOrder(ID, CancelledBy.CUSTOMER, null, null),
                    Refusal.ORDER_ALREADY_SHIPPED,
                    3);
        }

        @Test
        void theCaptureIsRecordedOnce() {
            given(AUTHORIZED, SHIPPED, CAPTURE).when(record(CAPTURE_SUCCEEDED)).expectEvents(CAPTURE_SUCCEEDED);
            given(AUTHORIZED, SHIPPED, CAPTURE, CAPTURE_SUCCEEDED)
                    .when(record(CAPTURE_SUCCEEDED))
                    .expectNoEvents();
            given(CAPTURED).when(record(CAPTURE_SUCCEEDED)).expectNoEvents();
        }

        @Test
        void aFailedCaptureIsRecorded() {
            CaptureFailed failed = ORDER.captureFailed();
            given(AUTHORIZED, SHIPPED, CAPTURE).when(record(failed)).expectEvents(failed);
            given(AUTHORIZED, SHIPPED, CAPTURE, CAPTURE_SUCCEEDED)
                    .when(record(failed))
                    .expectNoEvents();
        }
    }

    @Nested
    class Refunding {

        @Test
        void withoutAnAmountTheRemainderIsRefunded() {
            given(CAPTURED).when(refund(null)).expectEvents(ORDER.refundRequested(1, TOTAL));
            given(CAPTURED, ORDER.refundRequested(1, FIVE))
                    .when(refund(null))
                    .expectEvents(ORDER.refundRequested(2, REST));
            given(CAPTURED, SHIPPED).when(refund(null)).expectEvents(ORDER.refundRequested(1, TOTAL));
        }

        @Test
        void theAmountIsReservedUntilItsOutcome() {
            given(CAPTURED).when(refund("5")).expectEvents(ORDER.refundRequested(1, FIVE));
            refuses(given(CAPTURED, ORDER.refundRequested(1, FIVE)), refund("10.31"), Refusal.REFUND_TOO_LARGE, 3);
            given(CAPTURED, ORDER.refundRequested(1, FIVE))
                    .when(refund("10.30"))
                    .expectEvents(ORDER.refundRequested(2, REST));
            refuses(given(CAPTURED, ORDER.refundRequested(1, TOTAL)), refund("0.01"), Refusal.NOTHING_TO_REFUND, 3);
        }

        @Test
        void aRefundedAmountCannotBeRefundedAgain() {
            refuses(
                    given(CAPTURED, ORDER.refundRequested(1, FIVE), ORDER.refundSucceeded(1, FIVE)),
                    refund("10.31"),
                    Refusal.REFUND_TOO_LARGE,
                    4);
            refuses(
                    given(CAPTURED, ORDER.refundRequested(1, TOTAL), ORDER.refundSucceeded(1, TOTAL)),
                    refund(null),
                    Refusal.NOTHING_TO_REFUND,
                    4);
        }

        @Test
        void aFailedRefundCanBeRequestedAgainUnderAnotherNumber() {
            given(CAPTURED, ORDER.refundRequested(1, FIVE), ORDER.refundFailed(1, FIVE))
                    .when(refund(null))
                    .expectEvents(ORDER.refundRequested(2, TOTAL));
            given(CAPTURED, ORDER.refundRequested(1, FIVE), ORDER.refundSucceeded(1, FIVE), ORDER.refundFailed(1, FIVE))
                    .when(refund(null))
                    .expectEvents(ORDER.refundRequested(2, TOTAL));
        }

        @Test
        void anOutcomeIsRecordedOnce() {
            given(CAPTURED, ORDER.refundRequested(1, FIVE))
                    .when(record(ORDER.refundSucceeded(1, FIVE)))
                    .expectEvents(ORDER.refundSucceeded(1, FIVE));
            given(CAPTURED, ORDER.refundRequested(1, FIVE), ORDER.refundSucceeded(1, FIVE))
                    .when(record(ORDER.refundSucceeded(1, FIVE)))
                    .expectNoEvents();
            given(CAPTURED, ORDER.refundRequested(1, FIVE), ORDER.refundFailed(1, FIVE))
                    .when(record(ORDER.refundSucceeded(1, FIVE)))
                    .expectNoEvents();
            given(CAPTURED, ORDER.refundRequested(1, FIVE), ORDER.refundFailed(1, FIVE))
                    .when(record(ORDER.refundFailed(1, FIVE)))
                    .expectNoEvents();
            given(CAPTURED).when(record(ORDER.refundSucceeded(1, FIVE))).expectNoEvents();
        }

        @Test
        void aRefundThatTheBankSendsBackIsRecordedAsFailed() {
            given(CAPTURED, ORDER.refundRequested(1, FIVE), ORDER.refundSucceeded(1, FIVE))
                    .when(record(ORDER.refundFailed(1, FIVE)))
                    .expectEvents(ORDER.refundFailed(1, FIVE));
        }

        @Test
        void anOrderHasAtMostAHundredRefunds() {
            Money penny = new Money(1, GBP);
            List<Object> history = new ArrayList<>(List.of(CAPTURED));
            for (int number = 1; number <= 99; number++) {
                history.add(ORDER.refundRequested(number, penny));
                history.add(ORDER.refundSucceeded(number, penny));
            }
            given(history.toArray()).when(refund("0.01")).expectEvents(ORDER.refundRequested(100, penny));
            history.add(ORDER.refundRequested(100, penny));
            refuses(given(history.toArray()), refund("0.01"), Refusal.TOO_MANY_REFUNDS, history.size() + 1);
            given(history.toArray())
                    .when(new ShipOrder(ID))
                    .expectResultMessagePayload(
                            new OrderAccepted(ID, OrderState.SHIPPED, history.size() + 2, TOTAL, Set.of()));
        }

        @Test
        void anUncapturedAmountIsNotRefunded() {
            refuses(given(), refund(null), Refusal.NOTHING_TO_REFUND, 1);
            refuses(given(AUTHORIZED), refund("1"), Refusal.NOTHING_TO_REFUND, 2);
            refuses(given(AUTHORIZED, SHIPPED, CAPTURE), refund("1"), Refusal.NOTHING_TO_REFUND, 4);
        }

        @Test
        void anAmountHasTheCurrencysDecimals() {
            refuses(given(CAPTURED), refund("0.001"), Refusal.AMOUNT_NOT_IN_CURRENCY, 2);
            given(CAPTURED).when(refund("5.000")).expectEvents(ORDER.refundRequested(1, FIVE));
        }

        @Test
        void anAmountThatIsReleasedIsNotRefundedToo() {
            refuses(given(CAPTURED, CANCELLED), refund(null), Refusal.NOTHING_TO_REFUND, 3);
            refuses(given(CAPTURED, CANCELLED, RELEASE), refund(null), Refusal.NOTHING_TO_REFUND, 4);
            refuses(given(CAPTURED, CANCELLED, RELEASE, RELEASED), refund(null), Refusal.NOTHING_TO_REFUND, 5);
        }

        @Test
        void aFailedReleaseCanBeRefunded() {
            given(CAPTURED, CANCELLED, RELEASE).when(record(RELEASE_FAILED)).expectEvents(RELEASE_FAILED);
            given(CAPTURED, CANCELLED, RELEASE, RELEASE_FAILED)
                    .when(refund(null))
                    .expectEvents(ORDER.refundRequested(1, TOTAL));
        }
    }

    private TestExecutor<Order> given(Object... more) {
        return order.given(Stream.<Object>concat(Stream.of(ORDER.placed(), ORDER.paymentRequested()), Stream.of(more))
                .toList());
    }

    private static void refuses(TestExecutor<Order> given, Object command, Refusal refusal, long version) {
        given.when(command).expectNoEvents().expectResultMessagePayload(new OrderRefused(ID, refusal, version));
    }

    private static RequestRefund refund(@Nullable String amount) {
        return new RequestRefund(ID, amount == null ? null : new BigDecimal(amount), REASON);
    }

    private static RecordPaymentUpdate record(PaymentUpdate update) {
        return new RecordPaymentUpdate(ID, update);
    }
}
