package dev.ordersaga.payment;

import static dev.ordersaga.payment.SamplePayment.CAPTURED;
import static dev.ordersaga.payment.SamplePayment.EVENTS;
import static dev.ordersaga.payment.SamplePayment.ID;
import static dev.ordersaga.payment.SamplePayment.NONE;
import static dev.ordersaga.payment.SamplePayment.NO_CALL;
import static dev.ordersaga.payment.SamplePayment.ORDER;
import static dev.ordersaga.payment.SamplePayment.RELEASE;
import static dev.ordersaga.payment.SamplePayment.REMAINDER_STARTED;
import static dev.ordersaga.payment.SamplePayment.START;
import static dev.ordersaga.payment.SamplePayment.STARTED;
import static dev.ordersaga.payment.SamplePayment.TOTAL;
import static dev.ordersaga.payment.SamplePayment.answer;
import static dev.ordersaga.payment.SamplePayment.recorded;
import static dev.ordersaga.payment.SamplePayment.release;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import dev.ordersaga.api.payment.PaymentRefundFailed;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.api.payment.PaymentRefundedAtProvider;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.util.Currency;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Refunds that the provider refuses for good, and refunds that a release does not wait for. */
class RefusedRefundTest {

    private static final Money FIVE = new Money(500, TOTAL.currency());
    private static final Money TEN = TOTAL.minus(FIVE);
    private static final String CODE = "charge_already_refunded";
    private static final PaymentRefundFailed REFUSED = EVENTS.refundFailed(0, TOTAL, CODE);
    private static final PaymentRefundedAtProvider BY_HAND = new PaymentRefundedAtProvider(ORDER, FIVE);
    private static final PaymentRefundStarted PART = EVENTS.refundStarted(1, FIVE, null);

    private final FixtureConfiguration<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Test
    void aReleaseRefundsWhatIsLeftUnderAKeyOfItsOwn() {
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(answer(0, new RefundAnswer.Refused(CODE, TEN)))
                .expectEvents(REFUSED, BY_HAND, further(-1, TEN));
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, REFUSED, BY_HAND, further(-1, TEN))
                .when(answer(-1, SamplePayment.REFUND))
                .expectEvents(EVENTS.refunded(-1, TEN), EVENTS.releaseFinished(TOTAL, TOTAL))
                .expectResultMessagePayload(recorded(NO_CALL));
    }

    @Test
    void aReleaseOfWhichNothingIsLeftIsComplete() {
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(answer(0, new RefundAnswer.Refused(CODE, NONE)))
                .expectEvents(
                        REFUSED, new PaymentRefundedAtProvider(ORDER, TOTAL), EVENTS.releaseFinished(TOTAL, TOTAL));
    }

    @Test
    void aReleaseThatIsRefusedForAnotherReasonFails() {
        var failed = EVENTS.releaseFailed(TOTAL, NONE, CODE);
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(answer(0, new RefundAnswer.Refused(CODE, TOTAL)))
                .expectEvents(REFUSED, failed);
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED)
                .when(answer(0, new RefundAnswer.Refused(CODE, null)))
                .expectEvents(REFUSED, failed);
    }

    @Test
    void aReleaseThatIsRefusedBecauseOfADisputeGoesOnAfterTheDecision() {
        var opened = EVENTS.disputeOpened("du_1", "fraudulent");
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, opened)
                .when(answer(0, new RefundAnswer.Refused(CODE, TOTAL)))
                .expectEvents(REFUSED);
        given(STARTED, CAPTURED, RELEASE, REMAINDER_STARTED, opened, REFUSED)
                .when(decided(TOTAL, DisputeOutcome.WON))
                .expectEvents(EVENTS.disputeClosed("du_1", DisputeOutcome.WON), further(-1, TOTAL));
    }

    @Test
    void aRefundOfTheOrderFailsWithTheProvidersWordAndFreesItsAmount() {
        var failed = EVENTS.refundFailed(1, FIVE, CODE);
        given(STARTED, CAPTURED, PART)
                .when(answer(1, new RefundAnswer.Refused(CODE, NONE)))
                .expectEvents(failed);
        given(STARTED, CAPTURED, PART, failed).when(release()).expectEvents(RELEASE, REMAINDER_STARTED);
    }

    @Test
    void aRefundWithoutAnOutcomeDoesNotBlockTheRelease() {
        PaymentRefundStarted rest = EVENTS.releaseRefundStarted(TEN);
        given(STARTED, CAPTURED, PART).when(release()).expectEvents(RELEASE, rest);
        given(STARTED, CAPTURED, PART, RELEASE, rest)
                .when(answer(0, SamplePayment.REFUND))
                .expectEvents(EVENTS.refunded(0, TEN));
        given(STARTED, CAPTURED, PART, RELEASE, rest, EVENTS.refunded(0, TEN))
                .when(answer(1, new RefundAnswer.Refused("amount_too_small", FIVE)))
                .expectEvents(EVENTS.refundFailed(1, FIVE, "amount_too_small"), further(-1, FIVE));
    }

    @ParameterizedTest
    @EnumSource
    void aDisputeInAnotherCurrencyIsRecordedAndLeavesNothingToRefund(DisputeOutcome outcome) {
        Money dollars = new Money(1999, Currency.getInstance("USD"));
        var opened = new PaymentDisputeOpened(ORDER, "du_1", dollars, "fraudulent", null);
        var closed = new PaymentDisputeClosed(ORDER, "du_1", dollars, outcome);
        given(STARTED, CAPTURED).when(decided(dollars, null)).expectEvents(opened);
        given(STARTED, CAPTURED, opened)
                .when(new RefundPayment(ID, 1, FIVE, null))
                .expectEvents(EVENTS.refundFailed(1, FIVE, Payment.NOT_ENOUGH_LEFT));
        given(STARTED, CAPTURED, opened).when(release()).expectEvents(RELEASE);
        given(STARTED, CAPTURED, opened, RELEASE)
                .when(decided(dollars, outcome))
                .expectEvents(
                        closed,
                        switch (outcome) {
                            case WON -> REMAINDER_STARTED;
                            case LOST -> EVENTS.releaseFailed(TOTAL, NONE, PaymentState.LOST_IN_OTHER_CURRENCY);
                        });
    }

    private static PaymentRefundStarted further(int number, Money amount) {
        return new PaymentRefundStarted(ORDER, number, amount, null, IdempotencyKeys.ofRelease(ORDER, number));
    }

    private static RecordPaymentOutcome decided(Money amount, @Nullable DisputeOutcome outcome) {
        var answer = new DisputeAnswer("du_1", amount, "fraudulent", outcome, null);
        return SamplePayment.outcome(new ProviderOutcome.OfDispute(answer));
    }

    private TestExecutor<Payment> given(Object... events) {
        return payment.givenCurrentTime(START).andGiven(events);
    }
}
