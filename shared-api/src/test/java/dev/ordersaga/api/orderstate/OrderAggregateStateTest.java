package dev.ordersaga.api.orderstate;

import static dev.ordersaga.api.status.OrderAction.CANCELLATION;
import static dev.ordersaga.api.status.OrderAction.PAYMENT_ATTEMPTS;
import static dev.ordersaga.api.testing.OrderEvents.GBP;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.ZERO;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.attempt;
import static dev.ordersaga.api.testing.OrderEvents.method;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.testing.OrderEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fold itself; what it means for commands and for clients is tested with the aggregate and with the status view. */
class OrderAggregateStateTest {

    private static final Money FIVE = new Money(500, GBP);
    private static final Money REST = TOTAL.minus(FIVE);

    private final OrderEvents order = anOrder();

    @Test
    void anOrderIsPlacedOnce() {
        OrderAggregateState placed = after();

        assertThat(placed.state()).isEqualTo(OrderState.PLACED);
        assertThat(placed.availableActions()).containsExactly(CANCELLATION);
        assertThatIllegalStateException().isThrownBy(() -> placed.evolve(order.placed()));
    }

    @Test
    void afterADeclineAnotherMethodIsAvailable() {
        OrderAggregateState declined = after(order.paymentRequested(), order.attemptDeclined(1, true, 1));

        assertThat(declined.availableActions()).containsExactly(CANCELLATION, PAYMENT_ATTEMPTS);
        assertThat(declined.payment().attempts())
                .isEqualTo(new PaymentAttempts(
                        List.of(attempt(1, AttemptStatus.DECLINED)), 1, method(1), 0, List.of(method(1)), 0));
        assertThat(declined.evolve(order.methodChosen()).availableActions()).containsExactly(CANCELLATION);
    }

    @Test
    void aBalanceThatBreaksItsRulesCannotBeConstructed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> OrderBalance.of(FIVE).captured(TOTAL))
                .withMessageContaining("15.30 GBP captured for an order of 5.00 GBP");
        OrderAggregateState captured = after(order.paymentRequested(), order.confirmed());
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> captured.evolve(order.refundRequested(1, TOTAL)).evolve(order.refundRequested(2, FIVE)))
                .withMessageContaining("20.30 GBP refunded or reserved of 15.30 GBP");
        assertThatIllegalStateException().isThrownBy(() -> captured.evolve(order.refundSucceeded(1, FIVE)));
        OrderAggregateState reserved =
                captured.evolve(order.refundRequested(1, FIVE)).evolve(order.refundRequested(2, REST));
        assertThat(reserved.payment().balance().remaining()).isEqualTo(ZERO);
    }

    @Test
    void aRefundThatIsSentBackCanBeRefundedAgain() {
        OrderAggregateState sentBack = after(
                order.paymentRequested(),
                order.confirmed(),
                order.refundRequested(1, FIVE),
                order.refundSucceeded(1, FIVE),
                order.refundFailed(1, FIVE));

        assertThat(sentBack.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(sentBack.payment().refundable()).isEqualTo(TOTAL);
        assertThat(sentBack.payment().balance().nextRefund()).isEqualTo(2);
    }

    @Test
    void aDisputeInAnotherCurrencyLeavesNothingToRefund() {
        Money dollars = new Money(1999, Currency.getInstance("USD"));
        OrderAggregateState disputed = after(order.paymentRequested(), order.confirmed(), order.disputeOpened(dollars));

        assertThat(disputed.payment().status()).isEqualTo(PaymentStatus.DISPUTED);
        assertThat(disputed.payment().refundable()).isEqualTo(ZERO);
        assertThat(disputed.payment().disputes().list()).hasSize(1);
        OrderAggregateState lost = disputed.evolve(order.disputeClosed(dollars, DisputeOutcome.LOST));
        assertThat(lost.payment().status()).isEqualTo(PaymentStatus.CHARGED_BACK);
        assertThat(lost.payment().refundable()).isEqualTo(ZERO);
        OrderAggregateState won = disputed.evolve(order.disputeClosed(dollars, DisputeOutcome.WON));
        assertThat(won.payment().refundable()).isEqualTo(TOTAL);
    }

    /** A constant without a transition that leads to it fails here; one that no switch handles does not compile. */
    @Test
    void everyStateIsReached() {
        List<OrderAggregateState> reached = new ArrayList<>();
        for (OrderEvent[] stream : streams()) {
            for (int length = 0; length <= stream.length; length++) {
                reached.add(after(Arrays.copyOf(stream, length)));
            }
        }

        assertThat(reached).extracting(OrderAggregateState::state).contains(OrderState.values());
        assertThat(reached).extracting(state -> state.payment().progress()).contains(PaymentProgress.values());
        assertThat(reached).extracting(state -> state.payment().status()).contains(PaymentStatus.values());
    }

    private List<OrderEvent[]> streams() {
        OrderEvent requested = order.paymentRequested();
        OrderEvent captured = order.confirmed();
        OrderEvent authorized = order.confirmedUncaptured();
        OrderEvent cancelled = order.cancelled(true);
        OrderEvent release = order.releaseRequested();
        return List.of(
                stream(requested, order.actionRequested(), order.delayed(true), order.rejectedByDecline(1)),
                stream(requested, order.delayed(false), order.checkRequested(1), order.rejectedByDecline(1)),
                stream(requested, order.attemptDeclined(), order.methodChosen(), order.paymentRequested(2)),
                stream(requested, authorized, order.authorizationExpired(false)),
                stream(requested, authorized, order.shipped(), order.captureRequested(), order.captureSucceeded()),
                stream(requested, authorized, order.shipped(), order.captureRequested(), order.captureFailed()),
                stream(requested, captured, order.refundRequested(1, FIVE), order.refundSucceeded(1, FIVE)),
                stream(requested, captured, order.disputeOpened(FIVE), order.disputeClosed(FIVE, DisputeOutcome.LOST)),
                stream(requested, captured, cancelled, release, order.released(TOTAL)),
                stream(requested, captured, cancelled, release, order.releaseFailed()));
    }

    private static OrderEvent[] stream(OrderEvent... events) {
        return events;
    }

    private OrderAggregateState after(OrderEvent... events) {
        OrderAggregateState state = OrderAggregateState.of(order.placed());
        for (OrderEvent event : events) {
            state = state.evolve(event);
        }
        return state;
    }
}
