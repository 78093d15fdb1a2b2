package dev.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderLine;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID PAYMENT = PaymentIds.forOrder(ID);
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final Money TOTAL = new Money(1530, GBP);
    private static final List<OrderLine> LINES =
            List.of(new OrderLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", 6, new BigDecimal("2.55"), TOTAL));

    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", LINES, TOTAL, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
    private static final PaymentRequested REQUESTED =
            new PaymentRequested(ID, PAYMENT, 1, "pm_card_visa", TOTAL, CaptureMode.ON_CONFIRMATION);
    private static final PaymentAttempt CAPTURED = attempt(AttemptStatus.CAPTURED, null);
    private static final PaymentAttempt DECLINED = attempt(AttemptStatus.DECLINED, "insufficient_funds");
    private static final OrderConfirmed CONFIRMED = new OrderConfirmed(ID, CAPTURED, TOTAL);
    private static final OrderRejected DECLINED_ORDER =
            new OrderRejected(ID, RejectionReason.PAYMENT_DECLINED, DECLINED);
    private static final OrderRejected TIMED_OUT = new OrderRejected(ID, RejectionReason.PAYMENT_TIMED_OUT, null);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Placing {

        @Test
        void aNewOrderIsPlaced() {
            order.givenNoPriorActivity()
                    .when(place("f1"))
                    .expectEvents(PLACED)
                    .expectResultMessagePayload(
                            new OrderAccepted(ID, OrderState.PLACED, 0, TOTAL, Set.of(OrderAction.CANCELLATION)));
        }

        @Test
        void theSameRequestAgainGetsTheFirstAnswerAndChangesNothing() {
            order.given(PLACED, REQUESTED, CONFIRMED)
                    .when(place("f1"))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new OrderAccepted(ID, OrderState.PLACED, 0, TOTAL, Set.of(OrderAction.CANCELLATION)));
        }

        @Test
        void anotherRequestUnderTheSameIdIsRefused() {
            order.given(PLACED)
                    .when(place("f2"))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.ORDER_EXISTS, 0));
        }
    }

    @Nested
    class Paying {

        @Test
        void thePaymentOfAPlacedOrderIsRequestedOnce() {
            order.given(PLACED).when(new RequestPayment(ID, 1)).expectEvents(REQUESTED);
            order.given(PLACED, REQUESTED).when(new RequestPayment(ID, 1)).expectNoEvents();
        }

        @Test
        void noPaymentIsRequestedForACancelledOrder() {
            order.given(PLACED, cancelled(false))
                    .when(new RequestPayment(ID, 1))
                    .expectNoEvents();
        }

        @Test
        void aPaidOrderIsConfirmedOnce() {
            order.given(PLACED, REQUESTED).when(confirm()).expectEvents(CONFIRMED);
            order.given(PLACED, REQUESTED, CONFIRMED).when(confirm()).expectNoEvents();
        }

        @Test
        void aPaymentThatComesAfterTheEndConfirmsNothing() {
            order.given(PLACED, REQUESTED, TIMED_OUT).when(confirm()).expectNoEvents();
            order.given(PLACED, REQUESTED, cancelled(true)).when(confirm()).expectNoEvents();
        }

        @Test
        void aDeadlineThatFiresAfterTheAnswerIsIgnored() {
            order.given(PLACED, REQUESTED, CONFIRMED).when(timeOut()).expectNoEvents();
            order.given(PLACED, REQUESTED, cancelled(true)).when(timeOut()).expectNoEvents();
        }
    }

    @Nested
    class Cancelling {

        @Test
        void beforeItsPaymentIsRequestedAnOrderOwesNothing() {
            order.given(PLACED)
                    .when(cancel(null))
                    .expectEvents(cancelled(false))
                    .expectResultMessagePayload(new OrderAccepted(ID, OrderState.CANCELLED, 1, TOTAL, Set.of()));
        }

        @Test
        void whileThePaymentIsOpenOrAfterItTheMoneyHasToComeBack() {
            order.given(PLACED, REQUESTED).when(cancel(null)).expectEvents(cancelled(true));
            order.given(PLACED, REQUESTED, CONFIRMED).when(cancel(null)).expectEvents(cancelled(true));
        }

        @Test
        void anEndedOrderRefusesWithItsReason() {
            order.given(PLACED, REQUESTED, DECLINED_ORDER)
                    .when(cancel(null))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.ORDER_ALREADY_REJECTED, 2));
            order.given(PLACED, cancelled(false))
                    .when(cancel(null))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.ORDER_ALREADY_CANCELLED, 1));
        }

        @Test
        void aClientThatSawAnotherVersionIsRefused() {
            order.given(PLACED, REQUESTED)
                    .when(cancel(0L))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.VERSION_MISMATCH, 1));
            order.given(PLACED, REQUESTED).when(cancel(1L)).expectEvents(cancelled(true));
        }
    }

    @Nested
    class GivingBack {

        @Test
        void theReleaseOfAnEndedOrdersPaymentIsRequestedOnce() {
            PaymentReleaseRequested release = new PaymentReleaseRequested(ID, PAYMENT);
            order.given(PLACED, REQUESTED, cancelled(true))
                    .when(new RequestPaymentRelease(ID))
                    .expectEvents(release);
            order.given(PLACED, REQUESTED, TIMED_OUT)
                    .when(new RequestPaymentRelease(ID))
                    .expectEvents(release);
            order.given(PLACED, REQUESTED, TIMED_OUT, release)
                    .when(new RequestPaymentRelease(ID))
                    .expectNoEvents();
        }

        @Test
        void aPaymentThatHoldsNothingOrIsWantedIsNotReleased() {
            order.given(PLACED, REQUESTED, DECLINED_ORDER)
                    .when(new RequestPaymentRelease(ID))
                    .expectNoEvents();
            order.given(PLACED, REQUESTED, CONFIRMED)
                    .when(new RequestPaymentRelease(ID))
                    .expectNoEvents();
        }

        @Test
        void theReleaseIsRecordedOnce() {
            PaymentReleaseRequested release = new PaymentReleaseRequested(ID, PAYMENT);
            PaymentReleased released = new PaymentReleased(ID, TOTAL, TOTAL);
            RecordPaymentUpdate record = new RecordPaymentUpdate(ID, new PaymentReleased(ID, TOTAL, TOTAL));
            order.given(PLACED, REQUESTED, CONFIRMED, cancelled(true), release)
                    .when(record)
                    .expectEvents(released);
            order.given(PLACED, REQUESTED, CONFIRMED, cancelled(true), release, released)
                    .when(record)
                    .expectNoEvents();
        }
    }

    @Test
    void thePaymentsIdentifierFollowsFromTheOrders() {
        assertThat(PAYMENT).isEqualTo(PaymentIds.forOrder(ID)).isNotEqualTo(ID);
        assertThat(PAYMENT.version()).isEqualTo(7);
        assertThat(PAYMENT.variant()).isEqualTo(2);
    }

    private static PaymentAttempt attempt(AttemptStatus status, @Nullable String code) {
        return new PaymentAttempt(1, "pm_card_visa", status, code);
    }

    private static PlaceOrder place(String fingerprint) {
        return new PlaceOrder(ID, fingerprint, "17850", LINES, TOTAL, "pm_card_visa", CaptureMode.ON_CONFIRMATION);
    }

    private static ConfirmOrder confirm() {
        return new ConfirmOrder(ID, CAPTURED, TOTAL);
    }

    private static ExpireDeadline timeOut() {
        return new ExpireDeadline(ID, 1, AwaitedStep.ANSWER);
    }

    private static CancelOrder cancel(@Nullable Long expectedVersion) {
        return new CancelOrder(
                ID, CancelledBy.CUSTOMER, "changed my mind", expectedVersion == null ? null : Set.of(expectedVersion));
    }

    private static OrderCancelled cancelled(boolean paymentRequested) {
        return new OrderCancelled(ID, CancelledBy.CUSTOMER, "changed my mind", paymentRequested);
    }
}
