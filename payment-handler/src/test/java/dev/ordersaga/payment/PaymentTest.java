package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.CAPTURED_LATER;
import static dev.ordersaga.payment.SamplePayment.DECLINE;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.NOTHING_HELD;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.STILL_PROCESSING;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.call;
import static dev.ordersaga.payment.SamplePayment.recorded;
import static dev.ordersaga.payment.SamplePayment.start;
import static dev.ordersaga.payment.SamplePayment.started;
import static dev.ordersaga.payment.SamplePayment.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentTest {

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Nested
    class Starting {

        @Test
        void anAttemptIsRecordedWithItsKeyAndProviderBeforeTheFirstCall() {
            given().when(start(1))
                    .expectEvents(STARTED)
                    .expectResultMessagePayload(
                            Optional.of(call(Operation.AUTHORIZE, ATTEMPT_KEY, CaptureMode.ON_CONFIRMATION, null)));
        }

        @Test
        void theSameAttemptIsStartedOnce() {
            given(STARTED).when(start(1)).expectNoEvents();
            given(STARTED, CAPTURED).when(start(1)).expectNoEvents().expectResultMessagePayload(NO_CALL);
            given(STARTED, DECLINED).when(start(1)).expectNoEvents().expectResultMessagePayload(NO_CALL);
        }

        @Test
        void anotherAttemptMayFollowADeclineWithAKeyOfItsOwn() {
            given(STARTED, DECLINED).when(start(2)).expectEvents(started(2, CaptureMode.ON_CONFIRMATION));
        }

        @Test
        void onlyOneAttemptIsOpenAtATime() {
            given(STARTED).when(start(2)).expectNoEvents().expectException(IllegalStateException.class);
            given(STARTED, PROCESSING).when(start(2)).expectNoEvents().expectException(IllegalStateException.class);
        }

        @Test
        void aPaidOrderIsNotPaidAgain() {
            given(STARTED, CAPTURED).when(start(2)).expectNoEvents().expectException(IllegalStateException.class);
            given(STARTED_FOR_SHIPMENT, AUTHORIZED)
                    .when(start(2))
                    .expectNoEvents()
                    .expectException(IllegalStateException.class);
        }

        @Test
        void noAttemptStartsOnceThePaymentIsBeingReleased() {
            given(STARTED, DECLINED, RELEASE, NOTHING_HELD).when(start(2)).expectNoEvents();
        }

        @Test
        void keysFitEveryProvider() {
            assertThat(IdempotencyKeys.ofAttempt(ORDER, Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(255);
            assertThat(IdempotencyKeys.ofRelease(ORDER)).isEqualTo(RELEASE_KEY);
        }
    }

    @Nested
    class RecordingAnswers {

        @Test
        void anImmediateCaptureIsRecorded() {
            given(STARTED).when(answer(CAPTURE)).expectEvents(CAPTURED).expectResultMessagePayload(recorded(NO_CALL));
        }

        @Test
        void anAuthorizationForShipmentIsRecorded() {
            given(STARTED_FOR_SHIPMENT)
                    .when(answer(AUTHORIZATION))
                    .expectEvents(AUTHORIZED)
                    .expectResultMessagePayload(recorded(NO_CALL));
        }

        @Test
        void aDeclineIsRecorded() {
            given(STARTED).when(answer(DECLINE)).expectEvents(DECLINED).expectResultMessagePayload(recorded(NO_CALL));
            given(STARTED, PROCESSING).when(answer(DECLINE)).expectEvents(DECLINED);
        }

        @Test
        void aChargeThatIsProcessingIsPolledFor() {
            given(STARTED)
                    .when(answer(STILL_PROCESSING))
                    .expectEvents(PROCESSING)
                    .expectResultMessagePayload(recorded(Optional.of(call(Operation.FIND, ATTEMPT_KEY))));
        }

        @Test
        void repeatedProcessingRecordsNothing() {
            given(STARTED, PROCESSING)
                    .when(answer(STILL_PROCESSING))
                    .expectNoEvents()
                    .expectResultMessagePayload(unchanged(Optional.of(call(Operation.FIND, ATTEMPT_KEY))));
        }

        @Test
        void aLateCaptureAfterProcessingIsRecorded() {
            given(STARTED, PROCESSING).when(answer(CAPTURE)).expectEvents(CAPTURED);
        }

        @Test
        void theFirstOutcomeWins() {
            given(STARTED, CAPTURED).when(answer(CAPTURE)).expectNoEvents();
            given(STARTED, CAPTURED).when(answer(DECLINE)).expectNoEvents();
            given(STARTED, CAPTURED).when(answer(STILL_PROCESSING)).expectNoEvents();
            given(STARTED, DECLINED).when(answer(DECLINE)).expectNoEvents();
            given(STARTED, DECLINED).when(answer(STILL_PROCESSING)).expectNoEvents();
            given(STARTED_FOR_SHIPMENT, AUTHORIZED).when(answer(AUTHORIZATION)).expectNoEvents();
            given(STARTED_FOR_SHIPMENT, CAPTURED).when(answer(AUTHORIZATION)).expectNoEvents();
        }

        @Test
        void anAnswerAboutAnEarlierAttemptChangesNothing() {
            given(STARTED, DECLINED, started(2, CaptureMode.ON_CONFIRMATION))
                    .when(answer(CAPTURE))
                    .expectNoEvents();
        }

        @Test
        void anAuthorizationThatTheProviderCapturedIsRecordedAsCaptured() {
            given(STARTED_FOR_SHIPMENT, AUTHORIZED).when(answer(CAPTURE)).expectEvents(CAPTURED_LATER);
        }

        @ParameterizedTest
        @CsvSource({"1529", "1531", "0"})
        void anotherAmountThanTheTotalIsNoSuccess(long minor) {
            Money other = new Money(minor, TOTAL.currency());
            given(STARTED)
                    .when(answer(new Captured(REFERENCE, other)))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
            given(STARTED_FOR_SHIPMENT)
                    .when(answer(new Authorized(REFERENCE, other, null)))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
        }

        @Test
        void anAuthorizationIsNoSuccessWhereACaptureWasRequested() {
            given(STARTED)
                    .when(answer(AUTHORIZATION))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
        }

        @Test
        void aCaptureAfterADeclineIsNotRecordedButRaised() {
            given(STARTED, DECLINED)
                    .when(answer(CAPTURE))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
        }

        @Test
        void aVoidOrRefundWithoutARequestIsNotRecorded() {
            given(STARTED, CAPTURED)
                    .when(answer(VOID))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
            given(STARTED, CAPTURED).when(answer(1, REFUND)).expectNoEvents();
        }

        @Test
        void aDeclineIsRecordedWithTheCodeForOperatorsAndTheOneForCustomers() {
            given(STARTED)
                    .when(answer(new Declined("stolen_card", "generic_decline", true)))
                    .expectEvents(EVENTS.declined("stolen_card", "generic_decline", true));
        }
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
