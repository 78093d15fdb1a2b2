package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ATTEMPT_KEY;
import static dev.ordersaga.payment.SamplePayment.AUTHORIZED;
import static dev.ordersaga.payment.SamplePayment.CAPTURE;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.DECLINED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.PROCESSING;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.STILL_PROCESSING;
import static dev.ordersaga.payment.SamplePayment.call;

import dev.ordersaga.api.payment.PaymentUnanswered;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.ProviderCall.Operation;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** Calls about an attempt that end without an outcome: from the first of them on the order waits for the provider. */
class PaymentUnansweredTest {

    private static final PaymentUnanswered UNANSWERED = EVENTS.unanswered(START);
    private static final RecordUnanswered RECORD = new RecordUnanswered(ID, 1, START);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void theFirstOfAnAttemptIsRecordedAndNoOther() {
        given(STARTED).when(RECORD).expectEvents(UNANSWERED);
        given(STARTED, UNANSWERED)
                .when(new RecordUnanswered(ID, 1, START.plusSeconds(60)))
                .expectNoEvents();
    }

    @Test
    void eachAttemptHasItsOwn() {
        PaymentUnanswered second = EVENTS.withAttempt(2).unanswered(START);
        given(STARTED, UNANSWERED, DECLINED, EVENTS.withAttempt(2).attemptStarted())
                .when(new RecordUnanswered(ID, 2, START))
                .expectEvents(second);
        given(STARTED, UNANSWERED, DECLINED, EVENTS.withAttempt(2).attemptStarted())
                .when(RECORD)
                .expectNoEvents();
    }

    @Test
    void anAnswerThatCameFirstCounts() {
        given(STARTED, PROCESSING).when(RECORD).expectNoEvents();
        given(STARTED, CAPTURED).when(RECORD).expectNoEvents();
        given(STARTED, AUTHORIZED).when(RECORD).expectNoEvents();
        given(STARTED, DECLINED).when(RECORD).expectNoEvents();
        given(STARTED, RELEASE).when(RECORD).expectNoEvents();
    }

    /** The call is repeated under its key, and its answer counts as before. */
    @Test
    void theAttemptStaysOpen() {
        given(STARTED, UNANSWERED).when(SamplePayment.answer(CAPTURE)).expectEvents(CAPTURED);
        given(STARTED, UNANSWERED).when(SamplePayment.answer(STILL_PROCESSING)).expectEvents(PROCESSING);
        given(STARTED, UNANSWERED)
                .when(new ReleasePayment(ID))
                .expectEvents(RELEASE)
                .expectResultMessagePayload(
                        Optional.of(call(Operation.AUTHORIZE, ATTEMPT_KEY, CaptureMode.ON_CONFIRMATION, null)));
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
