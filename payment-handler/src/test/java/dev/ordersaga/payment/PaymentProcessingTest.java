package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ACTION;
import static dev.ordersaga.payment.SamplePayment.ACTION_REQUIRED;
import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DAYS_LATER;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.LATER;
import static dev.ordersaga.payment.SamplePayment.NO;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.REFERENCE;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.call;
import static dev.ordersaga.payment.SamplePayment.known;
import static dev.ordersaga.payment.SamplePayment.news;
import static dev.ordersaga.payment.SamplePayment.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.payment.PaymentProcessing;
import dev.ordersaga.payment.ProviderCall.Operation;
import java.time.Duration;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Banks that ask their customer, and banks that take days. */
class PaymentProcessingTest {

    private static final Optional<ProviderCall> FIND = Optional.of(call(Operation.FIND, ATTEMPT_KEY));

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void whatTheCustomerHasToDoIsRecordedOnceAndLookedFor() {
        given(STARTED).when(answer(ACTION)).expectEvents(ACTION_REQUIRED).expectResultMessagePayload(news(FIND));
        given(STARTED, ACTION_REQUIRED).when(answer(ACTION)).expectNoEvents().expectResultMessagePayload(known(FIND));
    }

    @Test
    void theCustomerActsAndTheBankGoesOn() {
        given(STARTED, ACTION_REQUIRED).when(answer(LATER)).expectEvents(PROCESSING);
        given(STARTED, ACTION_REQUIRED).when(answer(CAPTURE)).expectEvents(CAPTURED);
        given(STARTED, ACTION_REQUIRED).when(answer(NO)).expectEvents(DECLINED);
    }

    @Test
    void aBankThatTakesDaysSaysSo() {
        given(STARTED)
                .when(answer(DAYS_LATER))
                .expectEvents(new PaymentProcessing(ID, ORDER, 1, REFERENCE, true))
                .expectResultMessagePayload(news(FIND));
    }

    @Test
    void whatTakesLongIsAskedAboutLessAndLessOften() {
        var outcome = new ProviderOutcome.OfCharge(1, LATER);
        assertThat(outcome.askAgainIn(Duration.ZERO, START)).hasValue(Duration.ofSeconds(5));
        assertThat(outcome.askAgainIn(Duration.ofSeconds(50), START)).hasValue(Duration.ofSeconds(5));
        assertThat(outcome.askAgainIn(Duration.ofHours(10), START)).hasValue(Duration.ofHours(1));
        assertThat(new ProviderOutcome.OfCharge(1, ACTION).askAgainIn(Duration.ofMinutes(10), START))
                .hasValue(Duration.ofMinutes(1));
        assertThat(new ProviderOutcome.OfCharge(1, CAPTURE).askAgainIn(Duration.ZERO, START))
                .isEmpty();
    }

    @Test
    void anAttemptThatWaitsForItsCustomerIsStopped() {
        given(STARTED, ACTION_REQUIRED, RELEASE)
                .when(answer(ACTION))
                .expectNoEvents()
                .expectResultMessagePayload(known(Optional.of(call(Operation.VOID, RELEASE_KEY))));
        given(STARTED, ACTION_REQUIRED).when(start(2)).expectNoEvents().expectException(IllegalStateException.class);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
