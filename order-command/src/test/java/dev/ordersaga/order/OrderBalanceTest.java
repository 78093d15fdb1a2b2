package dev.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import java.math.BigDecimal;
import java.util.Currency;
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

/** Shipment, captures and refunds: whose the money is once an order is confirmed. */
class OrderBalanceTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID PAYMENT = PaymentIds.forOrder(ID);
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final Money TOTAL = new Money(1530, GBP);
    private static final Money FIVE = new Money(500, GBP);
    private static final Money REST = TOTAL.minus(FIVE);
    private static final Money ZERO = Money.zero(GBP);

    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", List.of(), TOTAL, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
    private static final PaymentRequested REQUESTED =
            new PaymentRequested(ID, PAYMENT, 1, "pm_card_visa", TOTAL, CaptureMode.ON_CONFIRMATION);
    private static final OrderConfirmed PAID = new OrderConfirmed(ID, attempt(AttemptStatus.CAPTURED), TOTAL);
    private static final OrderConfirmed RESERVED = new OrderConfirmed(ID, attempt(AttemptStatus.AUTHORIZED), ZERO);
    private static final OrderCancelled CANCELLED = new OrderCancelled(ID, CancelledBy.CUSTOMER, null, true);
    private static final OrderShipped SHIPPED = new OrderShipped(ID);
    private static final CaptureRequested CAPTURE = new CaptureRequested(ID, PAYMENT, 1);
    private static final CaptureSucceeded TAKEN = new CaptureSucceeded(ID, TOTAL);
    private static final PaymentReleaseRequested RELEASE = new PaymentReleaseRequested(ID, PAYMENT);
    private static final PaymentReleased RELEASED = new PaymentReleased(ID, TOTAL, TOTAL);
    private static final ReleaseFailed UNRELEASED = new ReleaseFailed(ID, TOTAL, ZERO, "expired_or_canceled_card");

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Shipping {

        @Test
        void aPaidOrderShipsWithoutMoneyMoving() {
            given(PAID)
                    .when(new ShipOrder(ID))
                    .expectEvents(SHIPPED)
                    .expectResultMessagePayload(
                            new OrderAccepted(ID, OrderState.SHIPPED, 3, TOTAL, Set.of(OrderAction.REFUNDS)));
        }

        @Test
        void whatIsOnlyReservedIsTakenWithTheShipment() {
            given(RESERVED).when(new ShipOrder(ID)).expectEvents(SHIPPED, CAPTURE);
        }

        @Test
        void onlyAConfirmedOrderShipsAndOnlyOnce() {
            refuses(given(), new ShipOrder(ID), Refusal.ORDER_NOT_CONFIRMED, 1);
            refuses(given(PAID, SHIPPED), new ShipOrder(ID), Refusal.ORDER_ALREADY_SHIPPED, 3);
            refuses(given(PAID, CANCELLED), new ShipOrder(ID), Refusal.ORDER_ALREADY_CANCELLED, 3);
        }

        @Test
        void aShippedOrderIsNotCancelledAnyMore() {
            refuses(
                    given(PAID, SHIPPED),
                    new CancelOrder(ID, CancelledBy.CUSTOMER, null, null),
                    Refusal.ORDER_ALREADY_SHIPPED,
                    3);
        }

        @Test
        void theCaptureIsRecordedOnce() {
            given(RESERVED, SHIPPED, CAPTURE).when(tell(TAKEN)).expectEvents(TAKEN);
            given(RESERVED, SHIPPED, CAPTURE, TAKEN).when(tell(TAKEN)).expectNoEvents();
            given(PAID).when(tell(TAKEN)).expectNoEvents();
        }

        @Test
        void aCaptureThatFailsIsRecordedAndNeverSilent() {
            CaptureFailed failed = new CaptureFailed(ID, "reservation_gone");
            given(RESERVED, SHIPPED, CAPTURE).when(tell(failed)).expectEvents(failed);
            given(RESERVED, SHIPPED, CAPTURE, TAKEN).when(tell(failed)).expectNoEvents();
        }
    }

    @Nested
    class Refunding {

        @Test
        void withoutAnAmountAllThatIsLeftIsRefunded() {
            given(PAID).when(refund(null)).expectEvents(requested(1, TOTAL));
            given(PAID, requested(1, FIVE)).when(refund(null)).expectEvents(requested(2, REST));
            given(PAID, SHIPPED).when(refund(null)).expectEvents(requested(1, TOTAL));
        }

        @Test
        void theAmountIsReservedUntilItsOutcome() {
            given(PAID).when(refund("5")).expectEvents(requested(1, FIVE));
            refuses(given(PAID, requested(1, FIVE)), refund("10.31"), Refusal.REFUND_TOO_LARGE, 3);
            given(PAID, requested(1, FIVE)).when(refund("10.30")).expectEvents(requested(2, REST));
            refuses(given(PAID, requested(1, TOTAL)), refund("0.01"), Refusal.NOTHING_TO_REFUND, 3);
        }

        @Test
        void whatWasRefundedIsGone() {
            refuses(given(PAID, requested(1, FIVE), succeeded(1, FIVE)), refund("10.31"), Refusal.REFUND_TOO_LARGE, 4);
            refuses(given(PAID, requested(1, TOTAL), succeeded(1, TOTAL)), refund(null), Refusal.NOTHING_TO_REFUND, 4);
        }

        @Test
        void aRefundThatFailedCanBeAskedForAnewUnderAnotherNumber() {
            given(PAID, requested(1, FIVE), failed(1, FIVE)).when(refund(null)).expectEvents(requested(2, TOTAL));
            given(PAID, requested(1, FIVE), succeeded(1, FIVE), failed(1, FIVE))
                    .when(refund(null))
                    .expectEvents(requested(2, TOTAL));
        }

        @Test
        void anOutcomeIsRecordedOnce() {
            given(PAID, requested(1, FIVE)).when(tell(succeeded(1, FIVE))).expectEvents(succeeded(1, FIVE));
            given(PAID, requested(1, FIVE), succeeded(1, FIVE))
                    .when(tell(succeeded(1, FIVE)))
                    .expectNoEvents();
            given(PAID, requested(1, FIVE), failed(1, FIVE))
                    .when(tell(succeeded(1, FIVE)))
                    .expectNoEvents();
            given(PAID, requested(1, FIVE), failed(1, FIVE))
                    .when(tell(failed(1, FIVE)))
                    .expectNoEvents();
            given(PAID).when(tell(succeeded(1, FIVE))).expectNoEvents();
        }

        @Test
        void aRefundThatTheBankSendsBackReopensTheMoney() {
            given(PAID, requested(1, FIVE), succeeded(1, FIVE))
                    .when(tell(failed(1, FIVE)))
                    .expectEvents(failed(1, FIVE));
        }

        @Test
        void whatWasNotTakenIsNotRefunded() {
            refuses(given(), refund(null), Refusal.NOTHING_TO_REFUND, 1);
            refuses(given(RESERVED), refund("1"), Refusal.NOTHING_TO_REFUND, 2);
            refuses(given(RESERVED, SHIPPED, CAPTURE), refund("1"), Refusal.NOTHING_TO_REFUND, 4);
        }

        @Test
        void anAmountFitsTheCurrency() {
            refuses(given(PAID), refund("0.001"), Refusal.AMOUNT_NOT_IN_CURRENCY, 2);
            given(PAID).when(refund("5.000")).expectEvents(requested(1, FIVE));
        }

        @Test
        void whatIsGivenBackWithACancellationIsNotRefundedOnTop() {
            refuses(given(PAID, CANCELLED), refund(null), Refusal.NOTHING_TO_REFUND, 3);
            refuses(given(PAID, CANCELLED, RELEASE), refund(null), Refusal.NOTHING_TO_REFUND, 4);
            refuses(given(PAID, CANCELLED, RELEASE, RELEASED), refund(null), Refusal.NOTHING_TO_REFUND, 5);
        }

        @Test
        void whatACancellationCouldNotGiveBackCanBeRefunded() {
            given(PAID, CANCELLED, RELEASE).when(tell(UNRELEASED)).expectEvents(UNRELEASED);
            given(PAID, CANCELLED, RELEASE, UNRELEASED).when(refund(null)).expectEvents(requested(1, TOTAL));
        }
    }

    @Test
    void moneyThatBreaksItsRulesCannotBeMade() {
        OrderBalance paid = OrderBalance.nothingOf(TOTAL).taken(TOTAL);
        assertThatIllegalStateException()
                .isThrownBy(() -> OrderBalance.nothingOf(FIVE).taken(TOTAL));
        assertThatIllegalStateException()
                .isThrownBy(() -> paid.reserved(1, TOTAL).reserved(2, FIVE));
        assertThat(paid.reserved(1, FIVE).reserved(2, REST).left()).isEqualTo(ZERO);
    }

    private TestExecutor<Order> given(Object... more) {
        return order.given(
                Stream.concat(Stream.of(PLACED, REQUESTED), Stream.of(more)).toList());
    }

    private static void refuses(TestExecutor<Order> given, Object command, Refusal refusal, long version) {
        given.when(command).expectNoEvents().expectResultMessagePayload(new OrderRefused(ID, refusal, version));
    }

    private static RequestRefund refund(@Nullable String amount) {
        return new RequestRefund(ID, amount == null ? null : new BigDecimal(amount), "damaged");
    }

    private static RecordPaymentUpdate tell(PaymentUpdate news) {
        return new RecordPaymentUpdate(ID, news);
    }

    private static RefundRequested requested(int number, Money amount) {
        return new RefundRequested(ID, PAYMENT, number, amount, "damaged");
    }

    private static RefundSucceeded succeeded(int number, Money amount) {
        return new RefundSucceeded(ID, number, amount);
    }

    private static RefundFailed failed(int number, Money amount) {
        return new RefundFailed(ID, number, amount, "expired_or_canceled_card");
    }

    private static PaymentAttempt attempt(AttemptStatus status) {
        return new PaymentAttempt(1, "pm_card_visa", status, null);
    }
}
