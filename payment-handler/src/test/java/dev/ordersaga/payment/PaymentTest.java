package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.CAPTURED_LATER;
import static dev.ordersaga.payment.SamplePayment.CARD;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.LATER;
import static dev.ordersaga.payment.SamplePayment.NO;
import static dev.ordersaga.payment.SamplePayment.NOTHING;
import static dev.ordersaga.payment.SamplePayment.NOTHING_HELD;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.call;
import static dev.ordersaga.payment.SamplePayment.charge;
import static dev.ordersaga.payment.SamplePayment.known;
import static dev.ordersaga.payment.SamplePayment.news;
import static dev.ordersaga.payment.SamplePayment.start;
import static dev.ordersaga.payment.SamplePayment.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentDeclined;
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
        void anAttemptIsOnRecordWithItsKeyBeforeTheProviderHearsOfIt() {
            given().when(start(1))
                    .expectEvents(STARTED)
                    .expectResultMessagePayload(Optional.of(new ProviderCall(
                            Operation.AUTHORIZE, ATTEMPT_KEY, charge(CaptureMode.ON_CONFIRMATION, null))));
        }

        @Test
        void theSameAttemptIsStartedOnce() {
            given(STARTED).when(start(1)).expectNoEvents();
            given(STARTED, CAPTURED).when(start(1)).expectNoEvents().expectResultMessagePayload(NOTHING);
            given(STARTED, DECLINED).when(start(1)).expectNoEvents().expectResultMessagePayload(NOTHING);
        }

        @Test
        void anotherAttemptMayFollowADeclineUnderAKeyOfItsOwn() {
            given(STARTED, DECLINED).when(start(2)).expectEvents(started(2, CaptureMode.ON_CONFIRMATION));
        }

        @Test
        void onlyOneAttemptIsOpenAtATime() {
            given(STARTED).when(start(2)).expectNoEvents().expectException(IllegalStateException.class);
            given(STARTED, PROCESSING).when(start(2)).expectNoEvents().expectException(IllegalStateException.class);
        }

        @Test
        void whatIsPaidIsNotPaidAgain() {
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
    class Answering {

        @Test
        void moneyTakenAtOnceIsCaptured() {
            given(STARTED).when(answer(CAPTURE)).expectEvents(CAPTURED).expectResultMessagePayload(news(NOTHING));
        }

        @Test
        void moneyReservedForShipmentIsAuthorized() {
            given(STARTED_FOR_SHIPMENT)
                    .when(answer(AUTHORIZATION))
                    .expectEvents(AUTHORIZED)
                    .expectResultMessagePayload(news(NOTHING));
        }

        @Test
        void theBanksNoIsDeclined() {
            given(STARTED).when(answer(NO)).expectEvents(DECLINED).expectResultMessagePayload(news(NOTHING));
            given(STARTED, PROCESSING).when(answer(NO)).expectEvents(DECLINED);
        }

        @Test
        void aProviderThatNeedsTimeIsAskedAgain() {
            given(STARTED)
                    .when(answer(LATER))
                    .expectEvents(PROCESSING)
                    .expectResultMessagePayload(news(Optional.of(call(Operation.FIND, ATTEMPT_KEY))));
        }

        @Test
        void aProviderThatStillNeedsTimeAddsNothingToTheRecord() {
            given(STARTED, PROCESSING)
                    .when(answer(LATER))
                    .expectNoEvents()
                    .expectResultMessagePayload(known(Optional.of(call(Operation.FIND, ATTEMPT_KEY))));
        }

        @Test
        void aLateYesAfterProcessingIsCaptured() {
            given(STARTED, PROCESSING).when(answer(CAPTURE)).expectEvents(CAPTURED);
        }

        @Test
        void theFirstOutcomeWins() {
            given(STARTED, CAPTURED).when(answer(CAPTURE)).expectNoEvents();
            given(STARTED, CAPTURED).when(answer(NO)).expectNoEvents();
            given(STARTED, CAPTURED).when(answer(LATER)).expectNoEvents();
            given(STARTED, DECLINED).when(answer(NO)).expectNoEvents();
            given(STARTED, DECLINED).when(answer(LATER)).expectNoEvents();
            given(STARTED_FOR_SHIPMENT, AUTHORIZED).when(answer(AUTHORIZATION)).expectNoEvents();
            given(STARTED_FOR_SHIPMENT, CAPTURED).when(answer(AUTHORIZATION)).expectNoEvents();
        }

        @Test
        void anAnswerAboutAFormerAttemptChangesNothing() {
            given(STARTED, DECLINED, started(2, CaptureMode.ON_CONFIRMATION))
                    .when(answer(CAPTURE))
                    .expectNoEvents();
        }

        @Test
        void reservedMoneyThatTheProviderTookIsRecordedAsTaken() {
            given(STARTED_FOR_SHIPMENT, AUTHORIZED).when(answer(CAPTURE)).expectEvents(CAPTURED_LATER);
        }

        @ParameterizedTest
        @CsvSource({"1529", "1531", "0"})
        void neitherMoreNorLessThanTheTotalIsASuccess(long minor) {
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
        void moneyThatWasToBeTakenIsNotMerelyReserved() {
            given(STARTED)
                    .when(answer(AUTHORIZATION))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
        }

        @Test
        void aYesAfterANoIsNeverRecordedButRaised() {
            given(STARTED, DECLINED)
                    .when(answer(CAPTURE))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
        }

        @Test
        void nothingIsGivenBackThatNobodyReleased() {
            given(STARTED, CAPTURED)
                    .when(answer(VOID))
                    .expectNoEvents()
                    .expectException(InconsistentProviderAnswerException.class);
            given(STARTED, CAPTURED).when(answer(1, REFUND)).expectNoEvents();
        }

        @ParameterizedTest
        @CsvSource({
            "lost_card,generic_decline",
            "stolen_card,generic_decline",
            "fraudulent,generic_decline",
            "pickup_card,generic_decline",
            "insufficient_funds,insufficient_funds",
            "generic_decline,generic_decline"
        })
        void customersDoNotLearnThatACardIsKnownAsStolen(String code, String shown) {
            given(STARTED)
                    .when(answer(new Declined(code, true)))
                    .expectEvents(new PaymentDeclined(ID, ORDER, 1, CARD, code, shown, true));
        }
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
