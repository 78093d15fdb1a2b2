package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ALL_GIVEN_BACK;
import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.LATER;
import static dev.ordersaga.payment.SamplePayment.NO;
import static dev.ordersaga.payment.SamplePayment.NONE;
import static dev.ordersaga.payment.SamplePayment.NOTHING;
import static dev.ordersaga.payment.SamplePayment.NOTHING_HELD;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.REST_REFUNDED;
import static dev.ordersaga.payment.SamplePayment.REST_STARTED;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.VOIDED;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.call;
import static dev.ordersaga.payment.SamplePayment.charge;
import static dev.ordersaga.payment.SamplePayment.known;
import static dev.ordersaga.payment.SamplePayment.news;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.restCall;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
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

/** Giving back: whatever was reserved or taken, and whatever still arrives. */
class PaymentReleaseTest {

    private static final PaymentRefundFailed REST_FAILED =
            new PaymentRefundFailed(ID, ORDER, PaymentState.REST, TOTAL, "expired_or_canceled_card");
    private static final PaymentReleaseFailed RELEASE_FAILED =
            new PaymentReleaseFailed(ID, ORDER, TOTAL, NONE, "expired_or_canceled_card");

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void takenMoneyIsRefundedInFull() {
        given(STARTED, CAPTURED)
                .when(release())
                .expectEvents(RELEASE, REST_STARTED)
                .expectResultMessagePayload(Optional.of(restCall()));
        given(STARTED, CAPTURED, RELEASE, REST_STARTED)
                .when(answer(PaymentState.REST, REFUND))
                .expectEvents(REST_REFUNDED, ALL_GIVEN_BACK)
                .expectResultMessagePayload(news(NOTHING));
    }

    @Test
    void reservedMoneyIsVoided() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED)
                .when(release())
                .expectEvents(RELEASE)
                .expectResultMessagePayload(Optional.of(
                        new ProviderCall(Operation.VOID, RELEASE_KEY, charge(CaptureMode.ON_SHIPMENT, REFERENCE))));
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, RELEASE)
                .when(answer(VOID))
                .expectEvents(VOIDED, NOTHING_HELD)
                .expectResultMessagePayload(news(NOTHING));
    }

    @Test
    void aChargeThatTheProviderStillHasIsStoppedAtOnce() {
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
                .expectResultMessagePayload(Optional.of(
                        new ProviderCall(Operation.AUTHORIZE, ATTEMPT_KEY, charge(CaptureMode.ON_CONFIRMATION, null))));
    }

    @Test
    void aLateYesIsUndone() {
        given(STARTED, RELEASE)
                .when(answer(CAPTURE))
                .expectEvents(CAPTURED, REST_STARTED)
                .expectResultMessagePayload(news(Optional.of(restCall())));
        given(STARTED_FOR_SHIPMENT, RELEASE)
                .when(answer(AUTHORIZATION))
                .expectEvents(AUTHORIZED)
                .expectResultMessagePayload(news(Optional.of(
                        new ProviderCall(Operation.VOID, RELEASE_KEY, charge(CaptureMode.ON_SHIPMENT, REFERENCE)))));
    }

    @Test
    void aVoidThatComesTooLateBecomesARefund() {
        given(STARTED, PROCESSING, RELEASE)
                .when(answer(CAPTURE))
                .expectEvents(CAPTURED, REST_STARTED)
                .expectResultMessagePayload(news(Optional.of(restCall())));
    }

    @Test
    void aLateProcessingIsStopped() {
        given(STARTED, RELEASE)
                .when(answer(LATER))
                .expectEvents(PROCESSING)
                .expectResultMessagePayload(news(Optional.of(call(Operation.VOID, RELEASE_KEY))));
    }

    @Test
    void aLateNoEndsTheRelease() {
        given(STARTED, RELEASE)
                .when(answer(NO))
                .expectEvents(DECLINED, NOTHING_HELD)
                .expectResultMessagePayload(news(NOTHING));
        given(STARTED, PROCESSING, RELEASE).when(answer(NO)).expectEvents(DECLINED, NOTHING_HELD);
    }

    @Test
    void aDeclinedPaymentHasNothingToGiveBackAndSaysSo() {
        given(STARTED, DECLINED)
                .when(release())
                .expectEvents(RELEASE, NOTHING_HELD)
                .expectResultMessagePayload(NOTHING);
    }

    @Test
    void aReleaseIsAskedForOnce() {
        given(STARTED, RELEASE).when(release()).expectNoEvents();
        given(STARTED, CAPTURED, RELEASE, REST_STARTED)
                .when(release())
                .expectNoEvents()
                .expectResultMessagePayload(Optional.of(restCall()));
        given(STARTED, CAPTURED, RELEASE, REST_STARTED, REST_REFUNDED, ALL_GIVEN_BACK)
                .when(release())
                .expectNoEvents()
                .expectResultMessagePayload(NOTHING);
    }

    @Test
    void takenMoneyIsNotMerelyVoided() {
        given(STARTED, CAPTURED, RELEASE, REST_STARTED)
                .when(answer(VOID))
                .expectNoEvents()
                .expectException(InconsistentProviderAnswerException.class);
    }

    @Test
    void whatNobodyAskedToRefundIsNotRefunded() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, RELEASE)
                .when(answer(PaymentState.REST, REFUND))
                .expectNoEvents();
    }

    @Test
    void aRestThatCannotBeGivenBackIsForAPersonToLookAt() {
        given(STARTED, CAPTURED, RELEASE, REST_STARTED)
                .when(answer(PaymentState.REST, REFUND_FAILED))
                .expectEvents(REST_FAILED, RELEASE_FAILED)
                .expectResultMessagePayload(news(NOTHING));
        given(STARTED, CAPTURED, RELEASE, REST_STARTED, REST_REFUNDED, ALL_GIVEN_BACK)
                .when(answer(PaymentState.REST, REFUND_FAILED))
                .expectEvents(REST_FAILED, RELEASE_FAILED);
        given(STARTED, CAPTURED, RELEASE, REST_STARTED, REST_FAILED, RELEASE_FAILED)
                .when(answer(PaymentState.REST, REFUND_FAILED))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void nothingHappensToAPaymentThatWasGivenBack(ProviderAnswer late) {
        given(STARTED, CAPTURED, RELEASE, REST_STARTED, REST_REFUNDED, ALL_GIVEN_BACK)
                .when(answer(late))
                .expectNoEvents()
                .expectResultMessagePayload(known(NOTHING));
        given(STARTED, PROCESSING, RELEASE, VOIDED, NOTHING_HELD)
                .when(answer(late))
                .expectNoEvents()
                .expectResultMessagePayload(known(NOTHING));
    }

    static List<ProviderAnswer> everyAnswer() {
        return List.of(CAPTURE, AUTHORIZATION, LATER, NO, VOID);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
