package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ALL_REFUNDED;
import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DECLINE;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.NONE;
import static dev.ordersaga.payment.SamplePayment.NOTHING_HELD;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.REMAINDER_REFUNDED;
import static dev.ordersaga.payment.SamplePayment.REMAINDER_STARTED;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.STILL_PROCESSING;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.VOIDED;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.call;
import static dev.ordersaga.payment.SamplePayment.recorded;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.remainderCall;
import static dev.ordersaga.payment.SamplePayment.unchanged;

import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Releases: voids and refunds of everything that was authorized or captured, and of what still arrives. */
class PaymentReleaseTest {

    private static final PaymentRefundFailed REMAINDER_FAILED =
            EVENTS.refundFailed(PaymentState.RELEASE_REFUND, TOTAL, "expired_or_canceled_card");
    private static final PaymentReleaseFailed RELEASE_FAILED =
            EVENTS.releaseFailed(TOTAL, NONE, "expired_or_canceled_card");

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aCapturedAmountIsRefundedInFull() {
        given(STARTED, CAPTURED)
                .when(release())
                .expectEvents(RELEASE, REMAINDER_STARTED)
                .expectResultMessagePayload(Optional.of(remainderCall()));
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(answer(PaymentState.RELEASE_REFUND, REFUND))
                .expectEvents(REMAINDER_REFUNDED, ALL_REFUNDED)
                .expectResultMessagePayload(recorded(NO_CALL));
    }

    @Test
    void anAuthorizationIsVoided() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED)
                .when(release())
                .expectEvents(RELEASE)
                .expectResultMessagePayload(
                        Optional.of(call(Operation.VOID, RELEASE_KEY, CaptureMode.ON_SHIPMENT, REFERENCE)));
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, RELEASE)
                .when(answer(VOID))
                .expectEvents(VOIDED, NOTHING_HELD)
                .expectResultMessagePayload(recorded(NO_CALL));
    }

    @Test
    void aChargeThatIsStillProcessingIsCancelledAtOnce() {
        given(STARTED, PROCESSING)
                .when(release())
                .expectEvents(RELEASE)
                .expectResultMessagePayload(Optional.of(call(Operation.VOID, RELEASE_KEY)));
        given(STARTED, PROCESSING, RELEASE).when(answer(VOID)).expectEvents(VOIDED, NOTHING_HELD);
    }

    @Test
    void aReleaseNeverOvertakesAnOpenCall() {
        given(STARTED)
                .when(release())
                .expectEvents(RELEASE)
                .expectResultMessagePayload(
                        Optional.of(call(Operation.AUTHORIZE, ATTEMPT_KEY, CaptureMode.ON_CONFIRMATION, null)));
    }

    @Test
    void aLateSuccessIsUndone() {
        given(STARTED, RELEASE)
                .when(answer(CAPTURE))
                .expectEvents(CAPTURED, REMAINDER_STARTED)
                .expectResultMessagePayload(recorded(Optional.of(remainderCall())));
        given(STARTED_FOR_SHIPMENT, RELEASE)
                .when(answer(AUTHORIZATION))
                .expectEvents(AUTHORIZED)
                .expectResultMessagePayload(
                        recorded(Optional.of(call(Operation.VOID, RELEASE_KEY, CaptureMode.ON_SHIPMENT, REFERENCE))));
    }

    @Test
    void aVoidThatIsTooLateBecomesARefund() {
        given(STARTED, PROCESSING, RELEASE)
                .when(answer(CAPTURE))
                .expectEvents(CAPTURED, REMAINDER_STARTED)
                .expectResultMessagePayload(recorded(Optional.of(remainderCall())));
    }

    @Test
    void lateProcessingIsCancelled() {
        given(STARTED, RELEASE)
                .when(answer(STILL_PROCESSING))
                .expectEvents(PROCESSING)
                .expectResultMessagePayload(recorded(Optional.of(call(Operation.VOID, RELEASE_KEY))));
    }

    @Test
    void aLateDeclineEndsTheRelease() {
        given(STARTED, RELEASE)
                .when(answer(DECLINE))
                .expectEvents(DECLINED, NOTHING_HELD)
                .expectResultMessagePayload(recorded(NO_CALL));
        given(STARTED, PROCESSING, RELEASE).when(answer(DECLINE)).expectEvents(DECLINED, NOTHING_HELD);
    }

    @Test
    void theReleaseOfADeclinedPaymentEndsAtOnce() {
        given(STARTED, DECLINED)
                .when(release())
                .expectEvents(RELEASE, NOTHING_HELD)
                .expectResultMessagePayload(NO_CALL);
    }

    @Test
    void aReleaseIsStartedOnce() {
        given(STARTED, RELEASE).when(release()).expectNoEvents();
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(release())
                .expectNoEvents()
                .expectResultMessagePayload(Optional.of(remainderCall()));
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, REMAINDER_REFUNDED, ALL_REFUNDED)
                .when(release())
                .expectNoEvents()
                .expectResultMessagePayload(NO_CALL);
    }

    @Test
    void aCapturedAmountCannotBeVoided() {
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(answer(VOID))
                .expectNoEvents()
                .expectException(InconsistentProviderAnswerException.class);
    }

    @Test
    void aRefundThatWasNeverRequestedIsIgnored() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, RELEASE)
                .when(answer(PaymentState.RELEASE_REFUND, REFUND))
                .expectNoEvents();
    }

    @Test
    void aRemainderThatCannotBeRefundedFailsTheRelease() {
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(answer(PaymentState.RELEASE_REFUND, REFUND_FAILED))
                .expectEvents(REMAINDER_FAILED, RELEASE_FAILED)
                .expectResultMessagePayload(recorded(NO_CALL));
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, REMAINDER_REFUNDED, ALL_REFUNDED)
                .when(answer(PaymentState.RELEASE_REFUND, REFUND_FAILED))
                .expectEvents(REMAINDER_FAILED, RELEASE_FAILED);
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, REMAINDER_FAILED, RELEASE_FAILED)
                .when(answer(PaymentState.RELEASE_REFUND, REFUND_FAILED))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void answersAfterTheReleaseChangeNothing(ProviderAnswer late) {
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, REMAINDER_REFUNDED, ALL_REFUNDED)
                .when(answer(late))
                .expectNoEvents()
                .expectResultMessagePayload(unchanged(NO_CALL));
        given(STARTED, PROCESSING, RELEASE, VOIDED, NOTHING_HELD)
                .when(answer(late))
                .expectNoEvents()
                .expectResultMessagePayload(unchanged(NO_CALL));
    }

    static List<ProviderAnswer> everyAnswer() {
        return List.of(CAPTURE, AUTHORIZATION, STILL_PROCESSING, DECLINE, VOID);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
