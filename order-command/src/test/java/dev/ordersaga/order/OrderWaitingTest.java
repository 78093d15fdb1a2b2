package dev.ordersaga.order;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;

import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.RejectUnpaid;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Customer actions (3-D Secure) and banks that take days. */
class OrderWaitingTest {

    private static final OrderEvents ORDER = anOrder();
    private static final UUID ID = ORDER.id();

    private static final OrderPlaced PLACED = ORDER.placed();
    private static final PaymentRequested REQUESTED = ORDER.paymentRequested();
    private static final PaymentActionRequested ACTION = ORDER.actionRequested();
    private static final PaymentDelayed DAYS = ORDER.delayed(true);
    private static final PaymentDelayed SECONDS = ORDER.delayed(false);
    private static final PaymentCheckRequested CHECK = new PaymentCheckRequested(ID, 1, 1);
    private static final OrderConfirmed CONFIRMED = ORDER.confirmed();
    private static final ConfirmOrder CONFIRM = new ConfirmOrder(ID, CONFIRMED.attempt(), CONFIRMED.captured());

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void aRequiredActionIsRecordedOnce() {
        order.given(PLACED, REQUESTED).when(record(ACTION)).expectEvents(ACTION);
        order.given(PLACED, REQUESTED, ACTION).when(record(ACTION)).expectNoEvents();
    }

    @Test
    void aDelayIsRecordedOnce() {
        order.given(PLACED, REQUESTED).when(record(DAYS)).expectEvents(DAYS);
        order.given(PLACED, REQUESTED, DAYS).when(record(DAYS)).expectNoEvents();
        order.given(PLACED, REQUESTED).when(record(SECONDS)).expectEvents(SECONDS);
        order.given(PLACED, REQUESTED, SECONDS).when(record(SECONDS)).expectNoEvents();
        order.given(PLACED, REQUESTED, SECONDS).when(record(DAYS)).expectEvents(DAYS);
    }

    /** Until it is known that the provider was asked, the order waits for this system. */
    @ParameterizedTest
    @EnumSource
    void noDeadlineAppliesBeforeTheProviderWasAsked(AwaitedStep step) {
        order.given(PLACED).when(expire(step)).expectNoEvents();
        order.given(PLACED, REQUESTED).when(expire(step)).expectNoEvents();
    }

    @Test
    void afterTheActionADelayIsRecorded() {
        order.given(PLACED, REQUESTED, ACTION).when(record(SECONDS)).expectEvents(SECONDS);
        order.given(PLACED, REQUESTED, ACTION).when(record(DAYS)).expectEvents(DAYS);
    }

    @Test
    void bothLeadToTheConfirmation() {
        order.given(PLACED, REQUESTED, ACTION).when(CONFIRM).expectEvents(CONFIRMED);
        order.given(PLACED, REQUESTED, ACTION, DAYS).when(CONFIRM).expectEvents(CONFIRMED);
    }

    @Test
    void afterTheEndNeitherIsRecorded() {
        OrderCancelled cancelled = ORDER.cancelled(true);
        order.given(PLACED, REQUESTED, cancelled).when(record(ACTION)).expectNoEvents();
        order.given(PLACED, REQUESTED, cancelled).when(record(DAYS)).expectNoEvents();
        order.given(PLACED, REQUESTED, CONFIRMED).when(record(ACTION)).expectNoEvents();
        order.given(PLACED, REQUESTED)
                .when(record(new PaymentDelayed(ID, 2, true, DAYS.answerUntil())))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheDeadlineOfTheAwaitedStepAsksTheProvider(AwaitedStep step) {
        var expire = new ExpireDeadline(ID, 1, step);
        var answer = order.given(PLACED, REQUESTED, SECONDS).when(expire);
        var action = order.given(PLACED, REQUESTED, ACTION).when(expire);
        var bank = order.given(PLACED, REQUESTED, ACTION, DAYS).when(expire);
        switch (step) {
            case ANSWER -> answer.expectEvents(CHECK);
            case ACTION -> action.expectEvents(CHECK);
            case BANK -> bank.expectEvents(CHECK);
            case METHOD -> {
                answer.expectNoEvents();
                action.expectNoEvents();
                bank.expectNoEvents();
            }
        }
    }

    @Test
    void anOrderIsRejectedOnlyByTheResultOfTheCheck() {
        order.given(PLACED, REQUESTED, CHECK)
                .when(new RejectUnpaid(ID, 1, 1))
                .expectEvents(ORDER.rejected(RejectionReason.PAYMENT_TIMED_OUT));
        order.given(PLACED, REQUESTED, CHECK).when(CONFIRM).expectEvents(CONFIRMED);
        order.given(PLACED, REQUESTED, CHECK, CONFIRMED)
                .when(new RejectUnpaid(ID, 1, 1))
                .expectNoEvents();
        order.given(PLACED, REQUESTED, CHECK, DAYS)
                .when(new RejectUnpaid(ID, 1, 1))
                .expectNoEvents();
        order.given(PLACED, REQUESTED, CHECK, SECONDS)
                .when(expire(AwaitedStep.ANSWER))
                .expectEvents(new PaymentCheckRequested(ID, 1, 2));
    }

    @Test
    void aDeadlineThatFiresTwiceAsksOnce() {
        order.given(PLACED, REQUESTED, CHECK).when(expire(AwaitedStep.ANSWER)).expectNoEvents();
    }

    /** However late the deadline fires, and whether the processors have handled the event or not. */
    @Test
    void whatIsRecordedBeforeTheDeadlineCounts() {
        OrderCancelled cancelled = ORDER.cancelled(true);
        order.given(PLACED, REQUESTED, SECONDS, CONFIRMED)
                .when(expire(AwaitedStep.ANSWER))
                .expectNoEvents();
        order.given(PLACED, REQUESTED, SECONDS, cancelled)
                .when(expire(AwaitedStep.ANSWER))
                .expectNoEvents();
        order.given(PLACED, REQUESTED, SECONDS, CHECK, cancelled)
                .when(new RejectUnpaid(ID, 1, 1))
                .expectNoEvents();
        order.given(PLACED, REQUESTED, ORDER.attemptDeclined(), ORDER.methodChosen())
                .when(expire(AwaitedStep.METHOD))
                .expectNoEvents();
    }

    @Test
    void aLateDeadlineChangesNothing() {
        order.given(PLACED, REQUESTED, ACTION).when(expire(AwaitedStep.ANSWER)).expectNoEvents();
        order.given(PLACED, REQUESTED, ACTION, DAYS)
                .when(expire(AwaitedStep.ACTION))
                .expectNoEvents();
        order.given(PLACED, REQUESTED, ACTION, SECONDS)
                .when(expire(AwaitedStep.ACTION))
                .expectNoEvents();
    }

    private static ExpireDeadline expire(AwaitedStep step) {
        return new ExpireDeadline(ID, 1, step);
    }

    private static RecordPaymentUpdate record(PaymentUpdate update) {
        return new RecordPaymentUpdate(ID, update);
    }
}
