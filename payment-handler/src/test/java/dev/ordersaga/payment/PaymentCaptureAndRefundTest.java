package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.CAPTURED_LATER;
import static dev.ordersaga.payment.SamplePayment.DECLINE;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.PROVIDER;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.REFUND_PENDING;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.charge;
import static dev.ordersaga.payment.SamplePayment.recorded;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.unchanged;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentCaptureStarted;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Refund;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Captures of authorized amounts, partial refunds, and the refund of the remainder. */
class PaymentCaptureAndRefundTest {

    private static final Money FIVE = new Money(500, TOTAL.currency());
    private static final Money REMAINDER = TOTAL.minus(FIVE);
    private static final String CAPTURE_KEY = EVENTS.captureKey();
    private static final PaymentCaptureStarted CAPTURE_STARTED = EVENTS.captureStarted();

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Nested
    class Capturing {

        @Test
        void anAuthorizedAmountIsCapturedWithAKeyOfItsOwn() {
            Optional<ProviderCall> call =
                    Optional.of(SamplePayment.call(Operation.CAPTURE, CAPTURE_KEY, CaptureMode.ON_SHIPMENT, REFERENCE));
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
        void onlyAnAuthorizedAmountIsCaptured() {
            given(STARTED_FOR_SHIPMENT).when(new CapturePayment(ID, 1)).expectNoEvents();
            given(STARTED, CAPTURED)
                    .when(new CapturePayment(ID, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(NO_CALL);
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, RELEASE)
                    .when(new CapturePayment(ID, 1))
                    .expectNoEvents()
                    .expectResultMessagePayload(NO_CALL);
        }

        @Test
        void theOutcomeIsRecordedOnce() {
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED)
                    .when(answer(CAPTURE))
                    .expectEvents(CAPTURED_LATER)
                    .expectResultMessagePayload(recorded(NO_CALL));
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED, CAPTURED_LATER)
                    .when(answer(CAPTURE))
                    .expectNoEvents();
        }

        @Test
        void anExpiredAuthorizationOrADeclineFailsTheCapture() {
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED)
                    .when(answer(VOID))
                    .expectEvents(EVENTS.captureFailed("reservation_gone"));
            given(STARTED_FOR_SHIPMENT, AUTHORIZED, CAPTURE_STARTED)
                    .when(answer(DECLINE))
                    .expectEvents(EVENTS.captureFailed("insufficient_funds"));
        }
    }

    @Nested
    class Refunding {

        @Test
        void aPartIsRefundedWithTheKeyOfItsNumber() {
            given(STARTED, CAPTURED)
                    .when(refund(1, FIVE))
                    .expectEvents(started(1, FIVE))
                    .expectResultMessagePayload(call(Operation.REFUND, 1, FIVE));
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(answer(1, REFUND))
                    .expectEvents(refunded(1, FIVE))
                    .expectResultMessagePayload(recorded(NO_CALL));
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
                    .expectResultMessagePayload(NO_CALL);
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE))
                    .when(answer(1, REFUND))
                    .expectNoEvents();
            given(STARTED, CAPTURED, started(1, FIVE), failed(1, FIVE))
                    .when(answer(1, REFUND))
                    .expectNoEvents();
        }

        @Test
        void aPendingRefundIsPolledFor() {
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(answer(1, REFUND_PENDING))
                    .expectNoEvents()
                    .expectResultMessagePayload(unchanged(call(Operation.FIND_REFUND, 1, FIVE)));
        }

        @Test
        void aRefundMayFailAtOnceOrAfterItSucceeded() {
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(answer(1, REFUND_FAILED))
                    .expectEvents(failed(1, FIVE));
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE))
                    .when(answer(1, REFUND_FAILED))
                    .expectEvents(failed(1, FIVE));
        }

        @Test
        void aRefundThatExceedsTheRemainderNeverReachesTheProvider() {
            var notEnough = EVENTS.refundFailed(2, TOTAL, Payment.NOT_ENOUGH_LEFT);
            given(STARTED, CAPTURED, started(1, FIVE))
                    .when(refund(2, TOTAL))
                    .expectEvents(notEnough)
                    .expectResultMessagePayload(NO_CALL);
            given(STARTED, CAPTURED, started(1, FIVE), notEnough)
                    .when(refund(2, TOTAL))
                    .expectNoEvents();
        }
    }

    @Nested
    class RefundingTheRemainder {

        @Test
        void aRefundedPartIsNotRefundedTwice() {
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE))
                    .when(release())
                    .expectEvents(RELEASE, releaseRefund(REMAINDER));
            given(STARTED, CAPTURED, started(1, FIVE), refunded(1, FIVE), RELEASE, releaseRefund(REMAINDER))
                    .when(answer(PaymentState.RELEASE_REFUND, REFUND))
                    .expectEvents(
                            EVENTS.refunded(PaymentState.RELEASE_REFUND, REMAINDER),
                            EVENTS.releaseFinished(TOTAL, TOTAL));
        }

        @Test
        void aReleaseEndsAfterTheRefundsThatAreUnderWay() {
            given(STARTED, CAPTURED, started(1, FIVE)).when(release()).expectEvents(RELEASE, releaseRefund(REMAINDER));
            PaymentRefunded rest = EVENTS.refunded(PaymentState.RELEASE_REFUND, REMAINDER);
            given(STARTED, CAPTURED, started(1, FIVE), RELEASE, releaseRefund(REMAINDER), rest)
                    .when(answer(1, REFUND))
                    .expectEvents(refunded(1, FIVE), EVENTS.releaseFinished(TOTAL, TOTAL));
            given(STARTED, CAPTURED, started(1, FIVE), RELEASE, releaseRefund(REMAINDER))
                    .when(answer(1, REFUND_FAILED))
                    .expectEvents(failed(1, FIVE));
        }

        @Test
        void aReleaseWithoutARemainderEndsAtOnce() {
            given(STARTED, CAPTURED, started(1, TOTAL), refunded(1, TOTAL))
                    .when(release())
                    .expectEvents(RELEASE, EVENTS.releaseFinished(TOTAL, TOTAL))
                    .expectResultMessagePayload(NO_CALL);
        }
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }

    private static RefundPayment refund(int number, Money amount) {
        return new RefundPayment(ID, number, amount, "damaged");
    }

    private static PaymentRefundStarted started(int number, Money amount) {
        return EVENTS.refundStarted(number, amount, "damaged");
    }

    private static PaymentRefundStarted releaseRefund(Money amount) {
        return EVENTS.releaseRefundStarted(amount);
    }

    private static PaymentRefunded refunded(int number, Money amount) {
        return EVENTS.refunded(number, amount);
    }

    private static PaymentRefundFailed failed(int number, Money amount) {
        return EVENTS.refundFailed(number, amount, "expired_or_canceled_card");
    }

    private static Optional<ProviderCall> call(Operation operation, int number, Money amount) {
        String key = EVENTS.refundKey(number);
        return Optional.of(new ProviderCall(
                PROVIDER,
                operation,
                key,
                charge(CaptureMode.ON_CONFIRMATION, REFERENCE),
                new Refund(number, amount, "damaged", key)));
    }
}
