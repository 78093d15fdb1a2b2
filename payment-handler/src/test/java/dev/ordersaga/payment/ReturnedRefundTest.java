package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NOTHING;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.REFUND;
import static dev.ordersaga.payment.SamplePayment.REFUND_FAILED;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.RELEASE_KEY;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.news;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefunded;
import dev.ordersaga.api.payment.PaymentReleaseFailed;
import dev.ordersaga.api.payment.PaymentReleaseFinished;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

/** A part that a bank sends back while the rest is given back, or after: nobody is left holding it in silence. */
class ReturnedRefundTest {

    private static final Money FIVE = new Money(500, TOTAL.currency());
    private static final Money REST = TOTAL.minus(FIVE);
    private static final PaymentRefundStarted PART_STARTED =
            new PaymentRefundStarted(ID, ORDER, 1, FIVE, null, ORDER + "/refund/1");
    private static final PaymentRefunded PART = new PaymentRefunded(ID, ORDER, 1, FIVE, "re_1");
    private static final PaymentRefundFailed PART_BACK =
            new PaymentRefundFailed(ID, ORDER, 1, FIVE, "expired_or_canceled_card");
    private static final PaymentRefundStarted REST_STARTED =
            new PaymentRefundStarted(ID, ORDER, PaymentState.REST, REST, null, RELEASE_KEY);
    private static final PaymentRefunded REST_GIVEN = new PaymentRefunded(ID, ORDER, PaymentState.REST, REST, "re_1");
    private static final PaymentReleaseFinished FINISHED = new PaymentReleaseFinished(ID, ORDER, TOTAL, TOTAL);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void theKeyOfTheRestIsGoodForOneAmountSoThatAPersonHasToLook() {
        given(STARTED, CAPTURED, PART_STARTED, PART, RELEASE, REST_STARTED)
                .when(answer(1, REFUND_FAILED))
                .expectEvents(PART_BACK);
        given(STARTED, CAPTURED, PART_STARTED, PART, RELEASE, REST_STARTED, PART_BACK)
                .when(answer(PaymentState.REST, REFUND))
                .expectEvents(REST_GIVEN, new PaymentReleaseFailed(ID, ORDER, TOTAL, REST, PaymentState.LEFT_OVER))
                .expectResultMessagePayload(news(NOTHING));
    }

    @Test
    void afterTheEndAPersonHasToLookToo() {
        given(STARTED, CAPTURED, PART_STARTED, PART, RELEASE, REST_STARTED, REST_GIVEN, FINISHED)
                .when(answer(1, REFUND_FAILED))
                .expectEvents(PART_BACK, new PaymentReleaseFailed(ID, ORDER, TOTAL, REST, "expired_or_canceled_card"))
                .expectResultMessagePayload(news(NOTHING));
    }

    @Test
    void aRefundThatNeverWasGivenBackIsNoSecondFailureOfTheRelease() {
        PaymentRefundFailed restFailed = new PaymentRefundFailed(ID, ORDER, PaymentState.REST, REST, "charge_disputed");
        var failed = new PaymentReleaseFailed(ID, ORDER, TOTAL, SamplePayment.NONE, "charge_disputed");
        given(STARTED, CAPTURED, RELEASE, REST_STARTED, restFailed, failed, PART_STARTED)
                .when(answer(1, REFUND_FAILED))
                .expectEvents(PART_BACK);
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
