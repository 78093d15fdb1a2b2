package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.PaymentUpdate;
import dev.ordersaga.api.order.RejectionReason;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Banks that ask their customer, and banks that take days. */
class OrderWaitingTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));
    private static final PaymentAttempt YES = new PaymentAttempt(1, "pm_1", AttemptStatus.CAPTURED, null);

    private static final OrderPlaced PLACED =
            new OrderPlaced(ID, "f1", "17850", List.of(), TOTAL, "pm_1", CaptureMode.ON_CONFIRMATION);
    private static final PaymentRequested ASKED =
            new PaymentRequested(ID, PaymentIds.forOrder(ID), 1, "pm_1", TOTAL, CaptureMode.ON_CONFIRMATION);
    private static final PaymentActionRequested ACTION = new PaymentActionRequested(
            ID, 1, new NextAction("redirect_to_url", "https://bank.example/1"), Instant.parse("2026-11-20T10:15:00Z"));
    private static final PaymentDelayed DAYS = new PaymentDelayed(ID, 1, true);
    private static final PaymentDelayed SECONDS = new PaymentDelayed(ID, 1, false);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void whatTheCustomerHasToDoIsRecordedOnce() {
        order.given(PLACED, ASKED).when(news(ACTION)).expectEvents(ACTION);
        order.given(PLACED, ASKED, ACTION).when(news(ACTION)).expectNoEvents();
    }

    @Test
    void aBankThatTakesDaysIsRecordedOnceAndSecondsAreNoNews() {
        order.given(PLACED, ASKED).when(news(DAYS)).expectEvents(DAYS);
        order.given(PLACED, ASKED, DAYS).when(news(DAYS)).expectNoEvents();
        order.given(PLACED, ASKED).when(news(SECONDS)).expectNoEvents();
    }

    @Test
    void afterTheActionTheOrderWaitsForTheBankAgain() {
        order.given(PLACED, ASKED, ACTION).when(news(SECONDS)).expectEvents(SECONDS);
        order.given(PLACED, ASKED, ACTION).when(news(DAYS)).expectEvents(DAYS);
    }

    @Test
    void bothEndInAConfirmation() {
        order.given(PLACED, ASKED, ACTION)
                .when(new ConfirmOrder(ID, YES, TOTAL))
                .expectEvents(new OrderConfirmed(ID, YES, TOTAL));
        order.given(PLACED, ASKED, ACTION, DAYS)
                .when(new ConfirmOrder(ID, YES, TOTAL))
                .expectEvents(new OrderConfirmed(ID, YES, TOTAL));
    }

    @Test
    void afterTheEndNeitherIsNews() {
        var cancelled = new OrderCancelled(ID, CancelledBy.CUSTOMER, null, true);
        var confirmed = new OrderConfirmed(ID, YES, TOTAL);
        order.given(PLACED, ASKED, cancelled).when(news(ACTION)).expectNoEvents();
        order.given(PLACED, ASKED, cancelled).when(news(DAYS)).expectNoEvents();
        order.given(PLACED, ASKED, confirmed).when(news(ACTION)).expectNoEvents();
        order.given(PLACED, ASKED).when(news(new PaymentDelayed(ID, 2, true))).expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheDeadlineOfWhatIsWaitedForEndsTheOrder(AwaitedStep what) {
        var timedOut = new OrderRejected(ID, RejectionReason.PAYMENT_TIMED_OUT, null);
        var stop = new ExpireDeadline(ID, 1, what);
        var answer = order.given(PLACED, ASKED).when(stop);
        var action = order.given(PLACED, ASKED, ACTION).when(stop);
        var bank = order.given(PLACED, ASKED, ACTION, DAYS).when(stop);
        switch (what) {
            case ANSWER -> answer.expectEvents(timedOut);
            case ACTION -> action.expectEvents(timedOut);
            case BANK -> bank.expectEvents(timedOut);
            case METHOD -> {
                answer.expectNoEvents();
                action.expectNoEvents();
                bank.expectNoEvents();
            }
        }
    }

    @Test
    void aDeadlineThatFiresLateEndsNothing() {
        order.given(PLACED, ASKED, ACTION).when(stop(AwaitedStep.ANSWER)).expectNoEvents();
        order.given(PLACED, ASKED, ACTION, DAYS).when(stop(AwaitedStep.ACTION)).expectNoEvents();
        order.given(PLACED, ASKED, ACTION, SECONDS)
                .when(stop(AwaitedStep.ACTION))
                .expectNoEvents();
    }

    private static ExpireDeadline stop(AwaitedStep what) {
        return new ExpireDeadline(ID, 1, what);
    }

    private static RecordPaymentUpdate news(PaymentUpdate news) {
        return new RecordPaymentUpdate(ID, news);
    }
}
