package dev.ordersaga.order;

import static dev.ordersaga.api.status.OrderAction.CANCELLATION;
import static dev.ordersaga.api.status.OrderAction.PAYMENT_ATTEMPTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.PayWithAnotherMethod;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** Attempts after a decline: how many, with what, and until when. */
class OrderAttemptsTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));
    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", List.of(), TOTAL, "pm_1", CaptureMode.ON_CONFIRMATION);
    private static final PaymentRequested FIRST = requested(1);
    private static final PaymentAttemptDeclined NO = declined(1, false, 1);
    private static final PaymentMethodChosen CHOSEN = new PaymentMethodChosen(ID, 2, "pm_2");
    private static final PaymentRequested SECOND = requested(2);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void aDeclineLeavesTheOrderOpenWhileAnotherOneIsAllowed() {
        order.given(PLACED, FIRST).when(decline(1, 2)).expectEvents(NO);
        order.given(PLACED, FIRST)
                .when(decline(1, 1))
                .expectEvents(new OrderRejected(ID, RejectionReason.PAYMENT_DECLINED, no(1)));
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND)
                .when(decline(2, 2))
                .expectEvents(new OrderRejected(ID, RejectionReason.PAYMENT_DECLINED, no(2)));
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND)
                .when(decline(2, 3))
                .expectEvents(new PaymentAttemptDeclined(ID, no(2), false, 1));
    }

    @Test
    void aDeclineIsRecordedOnce() {
        order.given(PLACED, FIRST, NO).when(decline(1, 2)).expectNoEvents();
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND).when(decline(1, 2)).expectNoEvents();
        order.given(PLACED, FIRST, cancelled()).when(decline(1, 2)).expectNoEvents();
        order.given(PLACED, FIRST, new OrderRejected(ID, RejectionReason.PAYMENT_DECLINED, no(1)))
                .when(decline(1, 1))
                .expectNoEvents();
    }

    @Test
    void anotherMethodIsChosenOnceAndThenAskedFor() {
        order.given(PLACED, FIRST, NO)
                .when(pay("pm_2"))
                .expectEvents(CHOSEN)
                .expectResultMessagePayload(
                        new OrderAccepted(ID, OrderState.AWAITING_PAYMENT, 3, TOTAL, Set.of(CANCELLATION)));
        order.given(PLACED, FIRST, NO, CHOSEN).when(new RequestPayment(ID, 2)).expectEvents(SECOND);
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND)
                .when(new RequestPayment(ID, 2))
                .expectNoEvents();
        order.given(PLACED, FIRST, NO, CHOSEN, cancelled())
                .when(new RequestPayment(ID, 2))
                .expectNoEvents();
    }

    @Test
    void thePresentAttemptConfirmsTheOrderAndNoFormerOne() {
        var second = new PaymentAttempt(2, "pm_2", AttemptStatus.CAPTURED, null);
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND)
                .when(new ConfirmOrder(ID, second, TOTAL))
                .expectEvents(new OrderConfirmed(ID, second, TOTAL));
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND)
                .when(new ConfirmOrder(ID, new PaymentAttempt(1, "pm_1", AttemptStatus.CAPTURED, null), TOTAL))
                .expectNoEvents();
    }

    @Test
    void aMethodThatWouldBeDeclinedAgainIsRefused() {
        order.given(PLACED, FIRST, declined(1, true, 2))
                .when(pay("pm_1"))
                .expectNoEvents()
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.PAYMENT_METHOD_DECLINED, 2));
        order.given(PLACED, FIRST, declined(1, true, 2), CHOSEN, SECOND, declined(2, false, 1))
                .when(pay("pm_1"))
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.PAYMENT_METHOD_DECLINED, 5));
        order.given(PLACED, FIRST, NO).when(pay("pm_1")).expectEvents(new PaymentMethodChosen(ID, 2, "pm_1"));
    }

    @Test
    void anotherMethodNeedsADeclineAndAnOrderThatWaits() {
        refused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED);
        refused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED, FIRST);
        refused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED, FIRST, NO, CHOSEN);
        refused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED, FIRST, NO, CHOSEN, SECOND);
        refused(Refusal.ORDER_ALREADY_CONFIRMED, PLACED, FIRST, confirmed());
        refused(Refusal.ORDER_ALREADY_CANCELLED, PLACED, FIRST, NO, cancelled());
        refused(
                Refusal.ORDER_ALREADY_REJECTED,
                PLACED,
                FIRST,
                new OrderRejected(ID, RejectionReason.PAYMENT_DECLINED, no(1)));
    }

    @Test
    void withoutAnotherMethodInTimeTheDeclineCounts() {
        order.given(PLACED, FIRST, NO)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.METHOD))
                .expectEvents(new OrderRejected(ID, RejectionReason.PAYMENT_DECLINED, null));
    }

    @Test
    void aDeadlineThatFiresTooLateChangesNothing() {
        order.given(PLACED, FIRST, NO)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.ANSWER))
                .expectNoEvents();
        order.given(PLACED, FIRST, NO, CHOSEN)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.METHOD))
                .expectNoEvents();
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.ANSWER))
                .expectNoEvents();
        order.given(PLACED, FIRST, NO, CHOSEN, SECOND)
                .when(new ExpireDeadline(ID, 2, AwaitedStep.ANSWER))
                .expectEvents(new OrderRejected(ID, RejectionReason.PAYMENT_TIMED_OUT, null));
    }

    @Test
    void whatIsPossibleSaysThatAnotherMethodIsWanted() {
        PaymentProgress payment = PaymentProgress.of(PLACED).after(FIRST).after(NO);
        assertThat(new AvailableActions(OrderState.AWAITING_PAYMENT, payment).actions())
                .containsExactly(CANCELLATION, PAYMENT_ATTEMPTS);
    }

    private void refused(Refusal refusal, Object... history) {
        ResultValidator<Order> result = order.given(history).when(pay("pm_9")).expectNoEvents();
        result.expectResultMessagePayload(new OrderRefused(ID, refusal, history.length - 1));
    }

    private static PaymentRequested requested(int attempt) {
        UUID payment = PaymentIds.forOrder(ID);
        return new PaymentRequested(ID, payment, attempt, "pm_" + attempt, TOTAL, CaptureMode.ON_CONFIRMATION);
    }

    private static PaymentAttempt no(int attempt) {
        return new PaymentAttempt(attempt, "pm_" + attempt, AttemptStatus.DECLINED, "insufficient_funds");
    }

    private static PaymentAttemptDeclined declined(int attempt, boolean hard, int left) {
        return new PaymentAttemptDeclined(ID, no(attempt), hard, left);
    }

    private static DeclineAttempt decline(int attempt, int allowed) {
        return new DeclineAttempt(ID, no(attempt), false, allowed);
    }

    private static PayWithAnotherMethod pay(String method) {
        return new PayWithAnotherMethod(ID, method);
    }

    private static OrderConfirmed confirmed() {
        return new OrderConfirmed(ID, new PaymentAttempt(1, "pm_1", AttemptStatus.CAPTURED, null), TOTAL);
    }

    private static OrderCancelled cancelled() {
        return new OrderCancelled(ID, CancelledBy.CUSTOMER, null, true);
    }
}
