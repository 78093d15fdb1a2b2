package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.CAPTURED_LATER;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NO;
import static dev.ordersaga.payment.SamplePayment.NOTHING;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.REFUND_LATER;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.charge;
import static dev.ordersaga.payment.SamplePayment.known;
import static dev.ordersaga.payment.SamplePayment.news;
import static dev.ordersaga.payment.SamplePayment.release;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentCaptureFailed;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Refund;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Capturing what is reserved, and giving back parts of what was taken. */
class PaymentCaptureAndRefundTest {

    private static final Money FIVE = new Money(500, TOTAL.currency());
    private static final Money REST = TOTAL.minus(FIVE);
    private static final String CAPTURE_KEY = ORDER + "/capture/1";
    private static final PaymentCaptureStarted CAPTURE_STARTED = new PaymentCaptureStarted(ID, ORDER, 1, CAPTURE_KEY);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Nested
    class Capturing {

        @Test
        void whatIsReservedIsTakenUnderAKeyOfItsOwn() {
            Optional<ProviderCall> call = Optional.of(
                    new ProviderCall(Operation.CAPTURE, CAPTURE_KEY, charge(CaptureMode.ON_SHIPMENT, REFERENCE)));
            given(STARTED_FOR_SHIPMENT, AUTHORIZED)
                    .when(new CapturePayment(ID, 1))
                    .expectEvents(CAPTURE_STARTED)
                    .expectResultMessagePayload(call);
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED)
                    .when(new CapturePayment(ID, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(call);
        }

        @Test
        void nothingElseIsTaken() {
            given(STARTED_FOR_SHIPMENT).when(new CapturePayment(ID, 1)).expectNoEvents();
            given(STARTED, CAPTURED)
                    .when(new CapturePayment(ID, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(NOTHING);
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, RELEASE)
                    .when(new CapturePayment(ID, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(NOTHING);
        }

        @Test
        void theOutcomeIsRecordedOnce() {
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED)
                    .when(answer(CAPTURE))
                    .expectEvents(CAPTURED_LATER)
                    .expectResultMessagePayload(news(NOTHING));
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED, CAPTURED_LATER)
                    .when(answer(CAPTURE))
                    .expectNoEvents();
        }

        @Test
        void aReservationThatIsGoneOrRefusedFailsTheCapture() {
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED)
                    .when(answer(VOID))
                    .expectEvents(new PaymentCaptureFailed(ID, ORDER, 1, "reservation_gone"));
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED)
                    .when(answer(NO))
                    .expectEvents(new PaymentCaptureFailed(ID, ORDER, 1, "insufficient_funds"));
        }
    }

    @Nested
    class Refunding {

        @Test
        void aPartIsGivenBackUnderTheKeyOfItsNumber() {
            given(STARTED, CAPTURED)
                    .when(refund(1, FIVE))
                    .expectEvents(started(1, FIVE))
                    .expectResultMessagePayload(call(Operation.REFUND, 1, FIVE));
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(answer(1, REFUND))
                    .expectEvents(refunded(1, FIVE))
                    .expectResultMessagePayload(news(NOTHING));
        }

        @Test
        void aRefundIsStartedOnceAndHasOneOutcome() {
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(refund(1, FIVE))
                    .expectNoEvents()
                    .expectResultMessagePayload(call(Operation.REFUND, 1, FIVE));
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE))
                    .when(refund(1, FIVE))
                    .expectNoEvents()
                    .expectResultMessagePayload(NOTHING);
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE))
                    .when(answer(1, REFUND))
                    .expectNoEvents();
            given(STARTED, CAPTURED, started(1, FIVE), failed(1, FIVE))
                    .when(answer(1, REFUND))
                    .expectNoEvents();
        }

        @Test
        void aProviderThatNeedsTimeIsAskedAgain() {
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(answer(1, REFUND_LATER))
                    .expectNoEvents()
                    .expectResultMessagePayload(known(call(Operation.FIND_REFUND, 1, FIVE)));
        }

        @Test
        void aRefundMayFailAtOnceOrAfterItSeemedToSucceed() {
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(answer(1, REFUND_FAILED))
                    .expectEvents(failed(1, FIVE));
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE))
                    .when(answer(1, REFUND_FAILED))
                    .expectEvents(failed(1, FIVE));
        }

        @Test
        void whatIsNotThereNeverReachesTheProvider() {
            var notEnough = new PaymentRefundFailed(ID, ORDER, 2, TOTAL, Payment.NOT_ENOUGH_LEFT);
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(refund(2, TOTAL))
                    .expectEvents(notEnough)
                    .expectResultMessagePayload(NOTHING);
            given(STARTED, CAPTURED, started(1, FIVE), notEnough)
                    .when(refund(2, TOTAL))
                    .expectNoEvents();
        }
    }

    @Nested
    class ReleasingTheRest {

        @Test
        void whatWasRefundedIsNotGivenBackTwice() {
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE))
                    .when(release())
                    .expectEvents(RELEASE, rest(REST));
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE), RELEASE, rest(REST))
                    .when(answer(PaymentState.REST, REFUND))
                    .expectEvents(
                            refunded(PaymentState.REST, REST), new PaymentReleaseFinished(ID, ORDER, TOTAL, TOTAL));
        }

        @Test
        void aReleaseWaitsForTheRefundsUnderWay() {
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(release())
                    .expectEvents(RELEASE)
                    .expectResultMessagePayload(NOTHING);
            given(STARTED, CAPTURED, started(1, FIVE), RELEASE)
                    .when(answer(1, REFUND))
                    .expectEvents(refunded(1, FIVE), rest(REST));
            given(STARTED, CAPTURED, started(1, FIVE), RELEASE)
                    .when(answer(1, REFUND_FAILED))
                    .expectEvents(failed(1, FIVE), rest(TOTAL));
        }

        @Test
        void whereNothingIsLeftTheReleaseIsOverAtOnce() {
            given(STARTED, CAPTURED, started(1, TOTAL), refunded(1, TOTAL))
                    .when(release())
                    .expectEvents(RELEASE, new PaymentReleaseFinished(ID, ORDER, TOTAL, TOTAL))
                    .expectResultMessagePayload(NOTHING);
        }
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }

    private static RefundPayment refund(int number, Money amount) {
        return new RefundPayment(ID, number, amount, "damaged");
    }

    private static PaymentRefundStarted started(int number, Money amount) {
        return new PaymentRefundStarted(ID, ORDER, number, amount, "damaged", ORDER + "/refund/" + number);
    }

    private static PaymentRefundStarted rest(Money amount) {
        return new PaymentRefundStarted(ID, ORDER, PaymentState.REST, amount, null, RELEASE_KEY);
    }

    private static PaymentRefunded refunded(int number, Money amount) {
        return new PaymentRefunded(ID, ORDER, number, amount, "re_1");
    }

    private static PaymentRefundFailed failed(int number, Money amount) {
        return new PaymentRefundFailed(ID, ORDER, number, amount, "expired_or_canceled_card");
    }

    private static Optional<ProviderCall> call(Operation operation, int number, Money amount) {
        String key = ORDER + "/refund/" + number;
        return Optional.of(new ProviderCall(
                operation,
                key,
                charge(CaptureMode.ON_CONFIRMATION, REFERENCE),
                new Refund(number, amount, "damaged", key)));
    }
}
