package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ACTION;
import static dev.ordersaga.payment.SamplePayment.ACTION_REQUIRED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STILL_PROCESSING;
import static dev.ordersaga.payment.SamplePayment.call;

import dev.ordersaga.api.payment.PaymentCheckStarted;
import dev.ordersaga.api.payment.PaymentStillOpen;
import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Look-ups after a deadline of the order, before it is rejected. */
class PaymentCheckTest {

    private static final PaymentCheckStarted CHECK = new PaymentCheckStarted(ORDER, 1, 1);
    private static final PaymentStillOpen OPEN = new PaymentStillOpen(ORDER, 1, 1);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void anOpenAttemptIsLookedUpOnce() {
        given(STARTED, PROCESSING)
                .when(new CheckPayment(ID, 1, 1))
                .expectEvents(CHECK)
                .expectResultMessagePayload(Optional.of(call(Operation.CHECK, ORDER + "/check/1")));
        given(STARTED, PROCESSING, CHECK).when(new CheckPayment(ID, 1, 1)).expectNoEvents();
    }

    @Test
    void anAttemptWithAnOutcomeIsNotLookedUp() {
        given(STARTED, CAPTURED)
                .when(new CheckPayment(ID, 1, 1))
                .expectEvents(CHECK)
                .expectResultMessagePayload(NO_CALL);
    }

    @Test
    void noOutcomeIsAResultOnce() {
        given(STARTED, CHECK).when(result(null)).expectEvents(OPEN);
        given(STARTED, PROCESSING, CHECK).when(result(STILL_PROCESSING)).expectEvents(OPEN);
        given(STARTED, ACTION_REQUIRED, CHECK).when(result(ACTION)).expectEvents(OPEN);
        given(STARTED, CHECK, OPEN).when(result(null)).expectNoEvents();
    }

    @Test
    void anOutcomeIsRecordedInstead() {
        given(STARTED, PROCESSING, CHECK).when(result(CAPTURE)).expectEvents(CAPTURED);
        given(STARTED, CHECK).when(result(STILL_PROCESSING)).expectEvents(PROCESSING);
    }

    @Test
    void aResultAfterAChangeSaysNothingMore() {
        given(STARTED, CHECK, PROCESSING).when(result(STILL_PROCESSING)).expectNoEvents();
        given(STARTED, CHECK, CAPTURED).when(result(CAPTURE)).expectNoEvents();
    }

    private static RecordPaymentOutcome result(@Nullable ProviderAnswer answer) {
        return SamplePayment.outcome(new ProviderOutcome.OfCheck(1, 1, answer));
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
