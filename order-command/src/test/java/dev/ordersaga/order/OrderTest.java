package dev.ordersaga.order;

import static dev.ordersaga.api.testing.OrderEvents.FINGERPRINT;
import static dev.ordersaga.api.testing.OrderEvents.LINES;
import static dev.ordersaga.api.testing.OrderEvents.TENANT;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.method;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.PayWithAnotherMethod;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.Precondition;
import dev.ordersaga.order.command.Precondition.Versions;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestPaymentRelease;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final OrderEvents ORDER = anOrder();
    private static final UUID ID = ORDER.id();

    private static final OrderPlaced PLACED = ORDER.placed();
    private static final PaymentRequested REQUESTED = ORDER.paymentRequested();
    private static final OrderConfirmed CONFIRMED = ORDER.confirmed();
    private static final OrderRejected DECLINED = ORDER.rejectedByDecline(1);
    private static final OrderRejected TIMED_OUT = ORDER.rejected(RejectionReason.PAYMENT_TIMED_OUT);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Placing {

        @Test
        void aNewOrderIsPlaced() {
            order.givenNoPriorActivity()
                    .when(place(FINGERPRINT))
                    .expectEvents(PLACED)
                    .expectResultMessagePayload(
                            new OrderAccepted(ID, OrderState.PLACED, 0, TOTAL, Set.of(OrderAction.CANCELLATION)));
        }

        @Test
        void aRepeatedRequestGetsTheFirstAnswerAndChangesNothing() {
            order.given(PLACED, REQUESTED, CONFIRMED)
                    .when(place(FINGERPRINT))
                    .expectNoEvents()
                    .expectResultMessagePayload(
                            new OrderAccepted(ID, OrderState.PLACED, 0, TOTAL, Set.of(OrderAction.CANCELLATION)));
        }

        @Test
        void anotherRequestUnderTheSameIdIsRefused() {
            order.given(PLACED)
                    .when(place("0".repeat(64)))
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
        void aPaymentAfterTheEndConfirmsNothing() {
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
        void beforeItsPaymentIsRequestedNothingHasToBeReleased() {
            order.given(PLACED)
                    .when(cancel(null))
                    .expectEvents(cancelled(false))
                    .expectResultMessagePayload(new OrderAccepted(ID, OrderState.CANCELLED, 1, TOTAL, Set.of()));
        }

        @Test
        void onceThePaymentIsRequestedItHasToBeReleased() {
            order.given(PLACED, REQUESTED).when(cancel(null)).expectEvents(cancelled(true));
            order.given(PLACED, REQUESTED, CONFIRMED).when(cancel(null)).expectEvents(cancelled(true));
        }

        @Test
        void anEndedOrderRefusesACancellation() {
            order.given(PLACED, REQUESTED, DECLINED)
                    .when(cancel(null))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.ORDER_ALREADY_REJECTED, 2));
            order.given(PLACED, cancelled(false))
                    .when(cancel(null))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.ORDER_ALREADY_CANCELLED, 1));
        }

        @Test
        void anotherExpectedVersionIsRefused() {
            order.given(PLACED, REQUESTED)
                    .when(cancel(0L))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.VERSION_MISMATCH, 1));
            order.given(PLACED, REQUESTED).when(cancel(1L)).expectEvents(cancelled(true));
        }
    }

    @Nested
    class Releasing {

        @Test
        void theReleaseOfAnEndedOrdersPaymentIsRequestedOnce() {
            PaymentReleaseRequested release = ORDER.releaseRequested();
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
        void aPaymentThatIsDeclinedOrConfirmedIsNotReleased() {
            order.given(PLACED, REQUESTED, DECLINED)
                    .when(new RequestPaymentRelease(ID))
                    .expectNoEvents();
            order.given(PLACED, REQUESTED, CONFIRMED)
                    .when(new RequestPaymentRelease(ID))
                    .expectNoEvents();
        }

        @Test
        void theReleaseIsRecordedOnce() {
            PaymentReleaseRequested release = ORDER.releaseRequested();
            PaymentReleased released = ORDER.released(TOTAL);
            RecordPaymentUpdate record = new RecordPaymentUpdate(ID, released);
            order.given(PLACED, REQUESTED, CONFIRMED, cancelled(true), release)
                    .when(record)
                    .expectEvents(released);
            order.given(PLACED, REQUESTED, CONFIRMED, cancelled(true), release, released)
                    .when(record)
                    .expectNoEvents();
        }
    }

    @Nested
    class Preconditions {

        private static final Versions ANY = new Versions(true, Set.of());

        @Test
        void everyCommandOfAClientIsRefusedForAnotherVersion() {
            for (Precondition failed : List.of(
                    new Precondition(versions(0), null),
                    new Precondition(null, versions(2)),
                    new Precondition(null, ANY),
                    new Precondition(versions(2), versions(2)))) {
                for (Object command : List.of(
                        new CancelOrder(ID, CancelledBy.CUSTOMER, null, failed),
                        new ShipOrder(ID, failed),
                        new RequestRefund(ID, null, null, failed),
                        new PayWithAnotherMethod(ID, method(2), failed),
                        place("a", failed))) {
                    order.given(PLACED, REQUESTED, CONFIRMED)
                            .when(command)
                            .expectNoEvents()
                            .expectResultMessagePayload(new OrderRefused(ID, Refusal.VERSION_MISMATCH, 2));
                }
            }
        }

        @Test
        void aConditionThatHoldsChangesNothing() {
            for (Precondition holds : List.of(
                    new Precondition(versions(2), null),
                    new Precondition(ANY, null),
                    new Precondition(null, versions(1)),
                    new Precondition(versions(2), versions(1)))) {
                order.given(PLACED, REQUESTED, CONFIRMED)
                        .when(new ShipOrder(ID, holds))
                        .expectEvents(ORDER.shipped());
            }
        }

        @Test
        void anOrderIsPlacedOnlyIfItDoesNotExist() {
            order.givenNoPriorActivity()
                    .when(place("a", new Precondition(null, ANY)))
                    .expectEvents(place("a").toEvent());
            order.givenNoPriorActivity()
                    .when(place("a", new Precondition(ANY, null)))
                    .expectNoEvents()
                    .expectResultMessagePayload(new OrderRefused(ID, Refusal.VERSION_MISMATCH, -1));
        }
    }

    @Test
    void thePaymentsIdentifierFollowsFromTheOrders() {
        UUID id = UUID.fromString("01930000-0000-7000-8000-000000000001");
        UUID payment = PaymentIds.forOrder(id);
        assertThat(payment).isEqualTo(PaymentIds.forOrder(id)).isNotEqualTo(id);
        assertThat(PaymentIds.isOrderId(id)).isTrue();
        assertThat(PaymentIds.isOrderId(payment)).isFalse();
    }

    private static PlaceOrder place(String fingerprint) {
        return new PlaceOrder(ID, fingerprint, TENANT, ORDER.customerId(), LINES, TOTAL, method(1), ORDER.capture());
    }

    private static PlaceOrder place(String fingerprint, Precondition precondition) {
        return new PlaceOrder(
                ID, fingerprint, TENANT, ORDER.customerId(), LINES, TOTAL, method(1), ORDER.capture(), precondition);
    }

    private static ConfirmOrder confirm() {
        return new ConfirmOrder(ID, CONFIRMED.attempt(), CONFIRMED.captured());
    }

    private static ExpireDeadline timeOut() {
        return new ExpireDeadline(ID, 1, AwaitedStep.ANSWER);
    }

    private static CancelOrder cancel(@Nullable Long expectedVersion) {
        return new CancelOrder(
                ID,
                CancelledBy.CUSTOMER,
                "changed my mind",
                expectedVersion == null ? null : new Precondition(versions(expectedVersion), null));
    }

    private static Versions versions(long version) {
        return new Versions(false, Set.of(version));
    }

    private static OrderCancelled cancelled(boolean paymentRequested) {
        return ORDER.cancelled(paymentRequested, "changed my mind");
    }
}
