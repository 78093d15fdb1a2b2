package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZATION_FOR_A_WEEK;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED_FOR_A_WEEK;
import static dev.ordersaga.payment.SamplePayment.CAPTURE_BEFORE;
import static dev.ordersaga.payment.SamplePayment.CARD;
import static dev.ordersaga.payment.SamplePayment.EXPIRED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NOTHING;
import static dev.ordersaga.payment.SamplePayment.NOTHING_HELD;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STARTED_FOR_SHIPMENT;
import static dev.ordersaga.payment.SamplePayment.VOID;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.charge;
import static dev.ordersaga.payment.SamplePayment.known;
import static dev.ordersaga.payment.SamplePayment.news;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.start;
import static dev.ordersaga.payment.SamplePayment.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.payment.PaymentDeclined;
import dev.ordersaga.payment.ProviderCall.Operation;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Reservations that do not last until somebody takes them. */
class PaymentExpiryTest {

    private static final Optional<ProviderCall> LOOK =
            Optional.of(new ProviderCall(Operation.FIND, ATTEMPT_KEY, charge(CaptureMode.ON_SHIPMENT, REFERENCE)));

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aReservationThatExpiresIsLookedAtAgain() {
        given(STARTED_FOR_SHIPMENT)
                .when(answer(AUTHORIZATION_FOR_A_WEEK))
                .expectEvents(AUTHORIZED_FOR_A_WEEK)
                .expectResultMessagePayload(news(LOOK));
        given(STARTED_FOR_SHIPMENT, AUTHORIZED_FOR_A_WEEK)
                .when(answer(AUTHORIZATION_FOR_A_WEEK))
                .expectNoEvents()
                .expectResultMessagePayload(known(LOOK));
    }

    @Test
    void itIsLookedAtWhenItShouldHaveExpiredAndThenEveryMinute() {
        var outcome = new ProviderOutcome.OfCharge(1, AUTHORIZATION_FOR_A_WEEK);
        assertThat(outcome.askAgainIn(Duration.ZERO, START)).hasValue(Duration.ofDays(7));
        assertThat(outcome.askAgainIn(Duration.ofDays(7), CAPTURE_BEFORE))
                .hasValue(ProviderOutcome.LOOK_FOR_EXPIRY_EVERY);
    }

    @Test
    void aReservationThatIsGoneUnaskedHasExpired() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED_FOR_A_WEEK)
                .when(answer(VOID))
                .expectEvents(EXPIRED)
                .expectResultMessagePayload(news(NOTHING));
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
    void whatExpiredIsNeitherTakenNorGivenBack() {
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, EXPIRED)
                .when(new CapturePayment(ID, 1))
                .expectNoEvents()
                .expectResultMessagePayload(NOTHING);
        given(STARTED_FOR_SHIPMENT, AUTHORIZED, EXPIRED)
                .when(release())
                .expectEvents(RELEASE, NOTHING_HELD)
                .expectResultMessagePayload(NOTHING);
    }

    @Test
    void anOpenAttemptThatTheProviderGaveUpIsADecline() {
        var declined =
                new PaymentDeclined(ID, ORDER, 1, CARD, OutcomeRules.GIVEN_UP, CustomerDeclineCode.GENERIC, false);
        given(STARTED).when(answer(VOID)).expectEvents(declined);
        given(STARTED, PROCESSING).when(answer(VOID)).expectEvents(declined);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
