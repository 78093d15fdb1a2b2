package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.ALL_GIVEN_BACK;
import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NONE;
import static dev.ordersaga.payment.SamplePayment.NOTHING;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.REST_REFUNDED;
import static dev.ordersaga.payment.SamplePayment.REST_STARTED;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.news;
import static dev.ordersaga.payment.SamplePayment.release;
import static dev.ordersaga.payment.SamplePayment.restCall;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Money that the bank withholds since its customer complained. */
class PaymentDisputeTest {

    private static final PaymentDisputeOpened OPENED = new PaymentDisputeOpened(ID, ORDER, "du_1", TOTAL, "fraudulent");
    private static final PaymentDisputeClosed WON =
            new PaymentDisputeClosed(ID, ORDER, "du_1", TOTAL, DisputeOutcome.WON);
    private static final PaymentDisputeClosed LOST =
            new PaymentDisputeClosed(ID, ORDER, "du_1", TOTAL, DisputeOutcome.LOST);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aDisputeIsRecordedOnceAndDecidedOnce() {
        given(STARTED, CAPTURED).when(told(null)).expectEvents(OPENED).expectResultMessagePayload(news(NOTHING));
        given(STARTED, CAPTURED, OPENED).when(told(null)).expectNoEvents();
        given(STARTED, CAPTURED, OPENED).when(told(DisputeOutcome.LOST)).expectEvents(LOST);
        given(STARTED, CAPTURED, OPENED, LOST).when(told(DisputeOutcome.LOST)).expectNoEvents();
        given(STARTED, CAPTURED, OPENED, WON).when(told(DisputeOutcome.LOST)).expectNoEvents();
        given(STARTED, CAPTURED, OPENED, WON).when(told(null)).expectNoEvents();
    }

    @Test
    void whoHearsOfTheDecisionFirstHearsOfTheDisputeToo() {
        given(STARTED, CAPTURED).when(told(DisputeOutcome.WON)).expectEvents(OPENED, WON);
    }

    @Test
    void whatIsWithheldOrLostIsNotRefunded() {
        var refused = new PaymentRefundFailed(ID, ORDER, 1, new Money(100, TOTAL.currency()), Payment.NOT_ENOUGH_LEFT);
        given(STARTED, CAPTURED, OPENED).when(refund()).expectEvents(refused);
        given(STARTED, CAPTURED, OPENED, LOST).when(refund()).expectEvents(refused);
    }

    @Test
    void aReleaseWaitsForTheBank() {
        given(STARTED, CAPTURED, OPENED).when(release()).expectEvents(RELEASE);
        given(STARTED, CAPTURED, OPENED, RELEASE)
                .when(told(DisputeOutcome.WON))
                .expectEvents(WON, REST_STARTED)
                .expectResultMessagePayload(news(Optional.of(restCall())));
        given(STARTED, CAPTURED, OPENED, RELEASE)
                .when(told(DisputeOutcome.LOST))
                .expectEvents(LOST, new PaymentReleaseFinished(ID, ORDER, TOTAL, NONE));
    }

    @Test
    void aDisputeAfterTheEndIsRecordedToo() {
        given(STARTED, CAPTURED, RELEASE, REST_STARTED, REST_REFUNDED, ALL_GIVEN_BACK)
                .when(told(null))
                .expectEvents(OPENED);
    }

    private static RecordPaymentOutcome told(@Nullable DisputeOutcome outcome) {
        var answer = new DisputeAnswer("du_1", TOTAL, "fraudulent", outcome);
        return new RecordPaymentOutcome(ID, new ProviderOutcome.OfDispute(answer));
    }

    private static RefundPayment refund() {
        return new RefundPayment(ID, 1, new Money(100, TOTAL.currency()), null);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
