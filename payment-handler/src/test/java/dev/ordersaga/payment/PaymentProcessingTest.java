package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ACTION;
import static dev.ordersaga.payment.SamplePayment.ACTION_REQUIRED;
import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DECLINE;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.PROCESSING_FOR_DAYS;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STILL_PROCESSING;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.call;
import static dev.ordersaga.payment.SamplePayment.recorded;
import static dev.ordersaga.payment.SamplePayment.start;
import static dev.ordersaga.payment.SamplePayment.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.payment.ProviderCall.Operation;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Attempts without an immediate outcome: required actions of the customer, and payment methods that take days. */
class PaymentProcessingTest {

    private static final Optional<ProviderCall> FIND = Optional.of(call(Operation.FIND, ATTEMPT_KEY));

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aRequiredActionIsRecordedOnceAndPolledFor() {
        given(STARTED).when(answer(ACTION)).expectEvents(ACTION_REQUIRED).expectResultMessagePayload(recorded(FIND));
        given(STARTED, ACTION_REQUIRED)
                .when(answer(ACTION))
                .expectNoEvents()
                .expectResultMessagePayload(unchanged(FIND));
    }

    @Test
    void theAttemptContinuesAfterTheCustomerActed() {
        given(STARTED, ACTION_REQUIRED).when(answer(STILL_PROCESSING)).expectEvents(PROCESSING);
        given(STARTED, ACTION_REQUIRED).when(answer(CAPTURE)).expectEvents(CAPTURED);
        given(STARTED, ACTION_REQUIRED).when(answer(DECLINE)).expectEvents(DECLINED);
    }

    @Test
    void processingThatTakesDaysIsRecordedAsSuch() {
        given(STARTED)
                .when(answer(PROCESSING_FOR_DAYS))
                .expectEvents(EVENTS.processingForDays())
                .expectResultMessagePayload(recorded(FIND));
    }

    @Test
    void longRunningAttemptsArePolledLessAndLessOften() {
        var outcome = new ProviderOutcome.OfCharge(1, STILL_PROCESSING);
        assertThat(outcome.pollAfter(Duration.ZERO, START)).hasValue(Duration.ofSeconds(5));
        assertThat(outcome.pollAfter(Duration.ofSeconds(50), START)).hasValue(Duration.ofSeconds(5));
        assertThat(outcome.pollAfter(Duration.ofHours(10), START)).hasValue(Duration.ofHours(1));
        assertThat(new ProviderOutcome.OfCharge(1, ACTION).pollAfter(Duration.ofMinutes(10), START))
                .hasValue(Duration.ofMinutes(1));
        assertThat(new ProviderOutcome.OfCharge(1, CAPTURE).pollAfter(Duration.ZERO, START))
                .isEmpty();
    }

    @Test
    void anAttemptThatWaitsForItsCustomerIsVoidedByARelease() {
        given(STARTED, ACTION_REQUIRED, RELEASE)
                .when(answer(ACTION))
                .expectNoEvents()
                .expectResultMessagePayload(unchanged(Optional.of(call(Operation.VOID, RELEASE_KEY))));
        given(STARTED, ACTION_REQUIRED).when(start(2)).expectNoEvents().expectException(IllegalStateException.class);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
