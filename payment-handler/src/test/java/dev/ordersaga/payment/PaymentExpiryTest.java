package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION_FOR_A_WEEK;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED_FOR_A_WEEK;
import static dev.ordersaga.payment.SamplePayment.CAPTURE_BEFORE;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.EXPIRED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NOTHING_HELD;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.call;
import static dev.ordersaga.payment.SamplePayment.recorded;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.start;
import static dev.ordersaga.payment.SamplePayment.started;
import static dev.ordersaga.payment.SamplePayment.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.ProviderAnswer.Declined;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Authorizations that expire before they are captured. */
class PaymentExpiryTest {

    private static final Optional<ProviderCall> LOOK_UP =
            Optional.of(call(Operation.FIND, ATTEMPT_KEY, CaptureMode.ON_SHIPMENT, REFERENCE));

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void anAuthorizationThatExpiresIsLookedUpAgain() {
        given(STARTED_FOR_SHIPMENT)
                .when(answer(AUTHORIZATION_FOR_A_WEEK))
                .expectEvents(AUTHORIZED_FOR_A_WEEK)
                .expectResultMessagePayload(recorded(LOOK_UP));
        given(STARTED_FOR_SHIPMENT, AUTHORIZED_FOR_A_WEEK)
                .when(answer(AUTHORIZATION_FOR_A_WEEK))
                .expectNoEvents()
                .expectResultMessagePayload(unchanged(LOOK_UP));
    }

    @Test
    void itIsLookedUpWhenItShouldHaveExpiredAndThenEveryMinute() {
        var outcome = new ProviderOutcome.OfCharge(1, AUTHORIZATION_FOR_A_WEEK);
        assertThat(outcome.pollAfter(Duration.ZERO, START)).hasValue(Duration.ofDays(7));
        assertThat(outcome.pollAfter(Duration.ofDays(7), CAPTURE_BEFORE))
                .hasValue(ProviderOutcome.EXPIRY_POLL_INTERVAL);
    }

    @Test
    void anAuthorizationThatIsVoidedWithoutARequestHasExpired() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED_FOR_A_WEEK)
                .when(answer(VOID))
                .expectEvents(EXPIRED)
                .expectResultMessagePayload(recorded(NO_CALL));
        given(STARTED_FOR_SHIPMENT, AUTHORIZED).when(answer(VOID)).expectEvents(EXPIRED);
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, EXPIRED).when(answer(VOID)).expectNoEvents();
    }

    @Test
    void anotherAttemptMayFollow() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, EXPIRED)
                .when(start(2))
                .expectEvents(started(2, CaptureMode.ON_CONFIRMATION));
    }

    @Test
    void anExpiredAuthorizationIsNeitherCapturedNorVoided() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, EXPIRED)
                .when(new CapturePayment(ID, 1))
                .expectNoEvents()
                .expectResultMessagePayload(NO_CALL);
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, EXPIRED)
                .when(release())
                .expectEvents(RELEASE, NOTHING_HELD)
                .expectResultMessagePayload(NO_CALL);
    }

    @Test
    void anOpenAttemptThatTheProviderGaveUpIsDeclined() {
        var declined = EVENTS.declined(OutcomeRules.GIVEN_UP, Declined.GENERIC, false);
        given(STARTED).when(answer(VOID)).expectEvents(declined);
        given(STARTED, PROCESSING).when(answer(VOID)).expectEvents(declined);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
