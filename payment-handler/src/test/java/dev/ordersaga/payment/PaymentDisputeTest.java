package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ALL_REFUNDED;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NONE;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.REMAINDER_REFUNDED;
import static dev.ordersaga.payment.SamplePayment.REMAINDER_STARTED;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.recorded;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.remainderCall;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Disputes (chargebacks): amounts that the bank withholds. */
class PaymentDisputeTest {

    private static final PaymentDisputeOpened OPENED = EVENTS.disputeOpened("du_1", "fraudulent");
    private static final PaymentDisputeClosed WON = EVENTS.disputeClosed("du_1", DisputeOutcome.WON);
    private static final PaymentDisputeClosed LOST = EVENTS.disputeClosed("du_1", DisputeOutcome.LOST);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aDisputeIsRecordedOnceAndDecidedOnce() {
        given(STARTED, CAPTURED)
                .when(reported(null))
                .expectEvents(OPENED)
                .expectResultMessagePayload(recorded(NO_CALL));
        given(STARTED, CAPTURED, OPENED).when(reported(null)).expectNoEvents();
        given(STARTED, CAPTURED, OPENED).when(reported(DisputeOutcome.LOST)).expectEvents(LOST);
        given(STARTED, CAPTURED, OPENED, LOST)
                .when(reported(DisputeOutcome.LOST))
                .expectNoEvents();
        given(STARTED, CAPTURED, OPENED, WON)
                .when(reported(DisputeOutcome.LOST))
                .expectNoEvents();
        given(STARTED, CAPTURED, OPENED, WON).when(reported(null)).expectNoEvents();
    }

    @Test
    void aDecisionThatIsReportedFirstRecordsTheOpeningToo() {
        given(STARTED, CAPTURED).when(reported(DisputeOutcome.WON)).expectEvents(OPENED, WON);
    }

    @Test
    void withheldAndLostAmountsAreNotRefundable() {
        var refused = EVENTS.refundFailed(1, new Money(100, TOTAL.currency()), Payment.NOT_ENOUGH_LEFT);
        given(STARTED, CAPTURED, OPENED).when(refund()).expectEvents(refused);
        given(STARTED, CAPTURED, OPENED, LOST).when(refund()).expectEvents(refused);
    }

    @Test
    void aReleaseWaitsForTheBanksDecision() {
        given(STARTED, CAPTURED, OPENED).when(release()).expectEvents(RELEASE);
        given(STARTED, CAPTURED, OPENED, RELEASE)
                .when(reported(DisputeOutcome.WON))
                .expectEvents(WON, REMAINDER_STARTED)
                .expectResultMessagePayload(recorded(Optional.of(remainderCall())));
        given(STARTED, CAPTURED, OPENED, RELEASE)
                .when(reported(DisputeOutcome.LOST))
                .expectEvents(LOST, EVENTS.releaseFinished(TOTAL, NONE));
    }

    @Test
    void aDisputeAfterTheReleaseIsRecordedToo() {
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, REMAINDER_REFUNDED, ALL_REFUNDED)
                .when(reported(null))
                .expectEvents(OPENED);
    }

    private static RecordPaymentOutcome reported(@Nullable DisputeOutcome outcome) {
        var answer = new DisputeAnswer("du_1", TOTAL, "fraudulent", outcome, null);
        return SamplePayment.outcome(new ProviderOutcome.OfDispute(answer));
    }

    private static RefundPayment refund() {
        return new RefundPayment(ID, 1, new Money(100, TOTAL.currency()), null);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
