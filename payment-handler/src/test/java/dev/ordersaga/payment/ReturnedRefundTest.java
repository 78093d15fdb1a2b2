package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.recorded;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/**
 * A partial refund that the bank returns during the refund of the remainder, or after it: the release fails, so that it
 * is checked.
 */
class ReturnedRefundTest {

    private static final Money FIVE = new Money(500, TOTAL.currency());
    private static final String FURTHER_KEY = IdempotencyKeys.ofRelease(SamplePayment.ORDER, -1);
    private static final Money REMAINDER = TOTAL.minus(FIVE);
    private static final PaymentRefundStarted PART_STARTED = EVENTS.refundStarted(1, FIVE, null);
    private static final PaymentRefunded PART_REFUNDED = EVENTS.refunded(1, FIVE);
    private static final PaymentRefundFailed PART_RETURNED = EVENTS.refundFailed(1, FIVE, "expired_or_canceled_card");
    private static final PaymentRefundStarted REMAINDER_STARTED = EVENTS.releaseRefundStarted(REMAINDER);
    private static final PaymentRefunded REMAINDER_REFUNDED = EVENTS.refunded(PaymentState.RELEASE_REFUND, REMAINDER);
    private static final PaymentReleaseFinished FINISHED = EVENTS.releaseFinished(TOTAL, TOTAL);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aReturnDuringTheRefundOfTheRemainderLeadsToAFurtherOneUnderAnotherKey() {
        given(STARTED, CAPTURED, PART_STARTED, PART_REFUNDED, RELEASE, REMAINDER_STARTED)
                .when(answer(1, REFUND_FAILED))
                .expectEvents(PART_RETURNED);
        PaymentRefundStarted further = new PaymentRefundStarted(SamplePayment.ORDER, -1, FIVE, null, FURTHER_KEY);
        given(STARTED, CAPTURED, PART_STARTED, PART_REFUNDED, RELEASE, REMAINDER_STARTED, PART_RETURNED)
                .when(answer(PaymentState.RELEASE_REFUND, REFUND))
                .expectEvents(REMAINDER_REFUNDED, further);
    }

    @Test
    void aReturnAfterTheReleaseFailsItToo() {
        given(STARTED, CAPTURED, PART_STARTED, PART_REFUNDED, RELEASE, REMAINDER_STARTED, REMAINDER_REFUNDED, FINISHED)
                .when(answer(1, REFUND_FAILED))
                .expectEvents(PART_RETURNED, EVENTS.releaseFailed(TOTAL, REMAINDER, "expired_or_canceled_card"))
                .expectResultMessagePayload(recorded(NO_CALL));
    }

    @Test
    void aRefundThatNeverSucceededIsNoSecondFailureOfTheRelease() {
        PaymentRefundFailed remainderFailed =
                EVENTS.refundFailed(PaymentState.RELEASE_REFUND, REMAINDER, "charge_disputed");
        var failed = EVENTS.releaseFailed(TOTAL, SamplePayment.NONE, "charge_disputed");
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, remainderFailed, failed, PART_STARTED)
                .when(answer(1, REFUND_FAILED))
                .expectEvents(PART_RETURNED);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
