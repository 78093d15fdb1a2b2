package dev.ordersaga.order;

import static dev.ordersaga.api.status.OrderAction.CANCELLATION;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.attempt;
import static dev.ordersaga.api.testing.OrderEvents.method;

import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.OrderAccepted;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.PayWithAnotherMethod;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

/** Payment attempts after a decline: their number, methods and deadlines. */
class OrderAttemptsTest {

    private static final OrderEvents ORDER = anOrder();
    private static final UUID ID = ORDER.id();
    private static final OrderPlaced PLACED = ORDER.placed();
    private static final PaymentRequested FIRST = ORDER.paymentRequested(1);
    private static final PaymentAttemptDeclined DECLINED = ORDER.attemptDeclined();
    private static final PaymentAttemptDeclined HARD_DECLINED = ORDER.attemptDeclined(1, true, 2);
    private static final PaymentMethodChosen CHOSEN = ORDER.methodChosen();
    private static final PaymentRequested SECOND = ORDER.paymentRequested(2);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void aDeclineLeavesTheOrderOpenWhileAnotherAttemptIsAllowed() {
        order.given(PLACED, FIRST).when(decline(1, 2)).expectEvents(DECLINED);
        order.given(PLACED, FIRST).when(decline(1, 1)).expectEvents(ORDER.rejectedByDecline(1));
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND)
                .when(decline(2, 2))
                .expectEvents(ORDER.rejectedByDecline(2));
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND)
                .when(decline(2, 3))
                .expectEvents(ORDER.attemptDeclined(2, false, 1));
    }

    @Test
    void aDeclineIsRecordedOnce() {
        order.given(PLACED, FIRST, DECLINED).when(decline(1, 2)).expectNoEvents();
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND).when(decline(1, 2)).expectNoEvents();
        order.given(PLACED, FIRST, ORDER.cancelled(true)).when(decline(1, 2)).expectNoEvents();
        order.given(PLACED, FIRST, ORDER.rejectedByDecline(1))
                .when(decline(1, 1))
                .expectNoEvents();
    }

    @Test
    void anotherMethodIsChosenOnceAndThenRequested() {
        order.given(PLACED, FIRST, DECLINED)
                .when(pay(method(2)))
                .expectEvents(CHOSEN)
                .expectResultMessagePayload(
                        new OrderAccepted(ID, OrderState.AWAITING_PAYMENT, 3, TOTAL, Set.of(CANCELLATION)));
        order.given(PLACED, FIRST, DECLINED, CHOSEN)
                .when(new RequestPayment(ID, 2))
                .expectEvents(SECOND);
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND)
                .when(new RequestPayment(ID, 2))
                .expectNoEvents();
        order.given(PLACED, FIRST, DECLINED, CHOSEN, ORDER.cancelled(true))
                .when(new RequestPayment(ID, 2))
                .expectNoEvents();
    }

    @Test
    void onlyTheLatestAttemptConfirmsTheOrder() {
        var second = attempt(2, AttemptStatus.CAPTURED);
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND)
                .when(new ConfirmOrder(ID, second, TOTAL))
                .expectEvents(ORDER.confirmed(second));
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND)
                .when(new ConfirmOrder(ID, attempt(1, AttemptStatus.CAPTURED), TOTAL))
                .expectNoEvents();
    }

    @Test
    void aMethodThatWouldBeDeclinedAgainIsRefused() {
        order.given(PLACED, FIRST, HARD_DECLINED)
                .when(pay(method(1)))
                .expectNoEvents()
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.PAYMENT_METHOD_DECLINED, 2));
        order.given(PLACED, FIRST, HARD_DECLINED, CHOSEN, SECOND, ORDER.attemptDeclined(2, false, 1))
                .when(pay(method(1)))
                .expectResultMessagePayload(new OrderRefused(ID, Refusal.PAYMENT_METHOD_DECLINED, 5));
        order.given(PLACED, FIRST, DECLINED).when(pay(method(1))).expectEvents(ORDER.methodChosen(method(1)));
    }

    @Test
    void anotherMethodIsRefusedUnlessTheLatestWasDeclined() {
        assertRefused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED);
        assertRefused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED, FIRST);
        assertRefused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED, FIRST, DECLINED, CHOSEN);
        assertRefused(Refusal.PAYMENT_ATTEMPT_OPEN, PLACED, FIRST, DECLINED, CHOSEN, SECOND);
        assertRefused(Refusal.ORDER_ALREADY_CONFIRMED, PLACED, FIRST, ORDER.confirmed());
        assertRefused(Refusal.ORDER_ALREADY_CANCELLED, PLACED, FIRST, DECLINED, ORDER.cancelled(true));
        assertRefused(Refusal.ORDER_ALREADY_REJECTED, PLACED, FIRST, ORDER.rejectedByDecline(1));
    }

    @Test
    void withoutAnotherMethodInTimeTheOrderIsRejectedAsDeclined() {
        order.given(PLACED, FIRST, DECLINED)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.METHOD))
                .expectEvents(ORDER.rejected(RejectionReason.PAYMENT_DECLINED));
    }

    @Test
    void aLateDeadlineChangesNothing() {
        order.given(PLACED, FIRST, DECLINED)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.ANSWER))
                .expectNoEvents();
        order.given(PLACED, FIRST, DECLINED, CHOSEN)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.METHOD))
                .expectNoEvents();
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND)
                .when(new ExpireDeadline(ID, 1, AwaitedStep.ANSWER))
                .expectNoEvents();
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND)
                .when(new ExpireDeadline(ID, 2, AwaitedStep.ANSWER))
                .expectNoEvents();
        order.given(PLACED, FIRST, DECLINED, CHOSEN, SECOND, new PaymentDelayed(ID, 2, false, ORDER.placedAt()))
                .when(new ExpireDeadline(ID, 2, AwaitedStep.ANSWER))
                .expectEvents(new PaymentCheckRequested(ID, 2, 1));
    }

    private void assertRefused(Refusal refusal, Object... history) {
        ResultValidator<Order> result = order.given(history).when(pay("pm_9")).expectNoEvents();
        result.expectResultMessagePayload(new OrderRefused(ID, refusal, history.length - 1));
    }

    private static DeclineAttempt decline(int attempt, int allowed) {
        return new DeclineAttempt(ID, attempt(attempt, AttemptStatus.DECLINED), false, allowed);
    }

    private static PayWithAnotherMethod pay(String method) {
        return new PayWithAnotherMethod(ID, method);
    }
}
