package dev.ordersaga.api.orderstate;

import static dev.ordersaga.api.testing.OrderEvents.DISPUTE;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.RefundStatus;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.testing.OrderEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every state of an order that needs an operator is a case, until it is solved. */
class OrderCaseTest {

    private static final Money FIVE = new Money(500, OrderEvents.GBP);
    private static final String CODE = "expired_or_canceled_card";
    private static final Money SIX = new Money(600, OrderEvents.GBP);

    private final OrderEvents order = anOrder().capturedOnShipment();

    @Test
    void aFailedCaptureIsACaseUntilItIsCollected() {
        OrderAggregateState failed = captureFailed();

        assertThat(failed.cases())
                .containsExactly(new OrderCase(
                        OrderCase.Kind.CAPTURE_FAILED, "capture-failed/1", TOTAL, null, "reservation_gone"));
        assertThat(failed.availableActions()).containsExactly(OrderAction.PAYMENT_ATTEMPTS);

        OrderAggregateState collecting = then(failed, order.methodChosen(), order.paymentRequested(2));
        assertThat(collecting.state()).isEqualTo(OrderState.SHIPPED);
        assertThat(collecting.cases()).isEmpty();
        assertThat(collecting.isSettled()).isFalse();
        assertThat(ids(then(collecting, order.attemptDeclined(2, false, 1), order.captureFailed())))
                .as("another case: the first one may have been closed")
                .containsExactly("capture-failed/2");

        OrderAggregateState collected = then(collecting, order.captureSucceeded());
        assertThat(collected.cases()).isEmpty();
        assertThat(collected.payment().refundable()).isEqualTo(TOTAL);
    }

    @Test
    void aFailedReleaseIsACaseUntilNothingIsOwed() {
        OrderAggregateState failed =
                then(captured(), order.cancelled(true), order.releaseRequested(), order.releaseFailed());

        assertThat(failed.cases())
                .containsExactly(
                        new OrderCase(OrderCase.Kind.RELEASE_FAILED, "release-failed/0-1530", TOTAL, null, CODE));
        OrderAggregateState again = then(failed, order.refundRequested(1, TOTAL));
        assertThat(again.cases()).isEmpty();
        assertThat(ids(then(again, order.refundFailed(1, TOTAL)))).containsExactly("release-failed/1-1530");
        assertThat(then(again, order.refundSucceeded(1, TOTAL)).cases()).isEmpty();
    }

    @Test
    void aFailedRefundIsACaseUntilALaterOneReplacesIt() {
        OrderAggregateState failed = then(captured(), order.refundRequested(1, FIVE), order.refundFailed(1, FIVE));
        assertThat(failed.cases())
                .containsExactly(new OrderCase(OrderCase.Kind.REFUND_FAILED, "refund-failed/1", FIVE, null, CODE));
        assertThat(ids(then(failed, order.refundRequested(2, FIVE.minus(new Money(1, OrderEvents.GBP))))))
                .as("a smaller one does not replace it")
                .containsExactly("refund-failed/1");

        OrderAggregateState again = then(failed, order.refundRequested(2, SIX));
        assertThat(again.cases()).isEmpty();
        assertThat(ids(then(again, order.refundFailed(2, SIX)))).containsExactly("refund-failed/1", "refund-failed/2");
        assertThat(ids(then(
                        captured(),
                        order.refundRequested(1, FIVE),
                        order.refundSucceeded(1, FIVE),
                        order.refundFailed(1, FIVE))))
                .as("sent back by the bank after its success")
                .containsExactly("refund-failed/1");
    }

    /** Two refunds at a time: the customer is owed both. */
    @Test
    void aRefundThatWasRequestedBeforeTheFailureDoesNotReplaceIt() {
        OrderAggregateState both = then(captured(), order.refundRequested(1, FIVE), order.refundRequested(2, SIX));

        assertThat(ids(then(both, order.refundFailed(1, FIVE)))).containsExactly("refund-failed/1");
        assertThat(ids(then(both, order.refundSucceeded(2, SIX), order.refundFailed(1, FIVE))))
                .containsExactly("refund-failed/1");
        assertThat(then(both, order.refundFailed(1, FIVE), order.refundRequested(3, FIVE))
                        .cases())
                .as("requested after the failure")
                .isEmpty();
        assertThat(ids(then(
                        both, order.refundFailed(1, FIVE), order.refundFailed(2, SIX), order.refundRequested(3, FIVE))))
                .as("one refund replaces one")
                .containsExactly("refund-failed/2");
    }

    @Test
    void anOpenDisputeIsACaseAndALostOneOnlyWhileTheGoodsCanBeKept() {
        OrderAggregateState disputed = then(captured(), order.disputeOpened(FIVE));

        assertThat(ids(disputed)).containsExactly("dispute/" + DISPUTE);
        assertThat(then(disputed, order.disputeClosed(FIVE, DisputeOutcome.WON)).cases())
                .isEmpty();
        OrderAggregateState lost = then(disputed, order.disputeClosed(FIVE, DisputeOutcome.LOST));
        assertThat(ids(lost)).containsExactly("charged-back/" + DISPUTE);
        assertThat(then(lost, order.shipped()).cases()).isEmpty();
    }

    /** Walks the states that any sequence of events leads to; the switches below name every constant. */
    @Test
    void everyStateThatNeedsAnOperatorHasACase() {
        Set<PaymentProgress> walked = new HashSet<>();
        for (OrderAggregateState state : reachable()) {
            OrderPayment payment = state.payment();
            walked.add(payment.progress());
            Set<OrderCase.Kind> wanted = new HashSet<>(wantedBy(payment));
            payment.disputes().list().forEach(dispute -> wanted.addAll(wantedBy(state.state(), dispute.outcome())));
            payment.balance()
                    .failedRefunds()
                    .forEach(refund -> wanted.addAll(wantedBy(state.state(), refund.status())));

            assertThat(state.cases())
                    .as(state.toString())
                    .extracting(OrderCase::kind)
                    .containsOnlyOnceElementsOf(wanted);
            assertThat(wanted)
                    .as(state.toString())
                    .containsAll(state.cases().stream().map(OrderCase::kind).toList());
        }
        assertThat(walked).contains(PaymentProgress.values());
    }

    private static List<OrderCase.Kind> wantedBy(OrderPayment payment) {
        return switch (payment.progress()) {
            case CAPTURE_FAILED -> List.of(OrderCase.Kind.CAPTURE_FAILED);
            case RELEASE_FAILED ->
                payment.refundable().isZero() || !payment.balance().pending().isZero()
                        ? List.of()
                        : List.of(OrderCase.Kind.RELEASE_FAILED);
            // In progress: a deadline, a retry or the alert of a stuck order ends it.
            case NOT_REQUESTED, PENDING, UNANSWERED, ACTION_REQUIRED, PROCESSING -> List.of();
            case CHECKING, METHOD_REQUIRED, ATTEMPT_DUE -> List.of();
            case CAPTURING, RELEASE_DUE, RELEASING -> List.of();
            // As intended.
            case AUTHORIZED, CAPTURED, DECLINED, EXPIRED, RELEASED -> List.of();
        };
    }

    private static List<OrderCase.Kind> wantedBy(OrderState state, @Nullable DisputeOutcome outcome) {
        if (outcome == null) {
            return List.of(OrderCase.Kind.DISPUTE);
        }
        return switch (outcome) {
            case WON -> List.of();
            case LOST -> state == OrderState.CONFIRMED ? List.of(OrderCase.Kind.CHARGED_BACK) : List.of();
        };
    }

    private static List<OrderCase.Kind> wantedBy(OrderState state, RefundStatus status) {
        boolean isLiving = switch (state) {
            case CONFIRMED, SHIPPED -> true;
            case PLACED, AWAITING_PAYMENT, REJECTED, CANCELLED -> false;
        };
        return switch (status) {
            case FAILED -> isLiving ? List.of(OrderCase.Kind.REFUND_FAILED) : List.of();
            case PENDING, SUCCEEDED -> List.of();
        };
    }

    private Set<OrderAggregateState> reachable() {
        Set<OrderAggregateState> known = new HashSet<>();
        Deque<OrderAggregateState> next = new ArrayDeque<>(List.of(OrderAggregateState.of(order.placed())));
        while (!next.isEmpty() && known.size() < 20_000) {
            OrderAggregateState state = next.remove();
            if (known.add(state)) {
                for (OrderEvent event : events()) {
                    boolean isRequestedAgain = event instanceof RefundRequested
                            && state.payment().balance().nextRefund() > 1;
                    if (isRequestedAgain) {
                        continue;
                    }
                    try {
                        next.add(state.evolve(event));
                    } catch (IllegalStateException e) {
                        continue;
                    }
                }
            }
        }
        return known;
    }

    private List<OrderEvent> events() {
        List<OrderEvent> events = new ArrayList<>(List.of(
                order.paymentRequested(), order.confirmedUncaptured(), order.shipped(), order.captureRequested()));
        events.addAll(List.of(order.captureFailed(), order.captureSucceeded(), order.cancelled(true)));
        events.addAll(List.of(order.releaseRequested(), order.releaseFailed(), order.released(TOTAL)));
        events.addAll(
                List.of(order.refundRequested(1, FIVE), order.refundFailed(1, FIVE), order.refundSucceeded(1, FIVE)));
        events.addAll(List.of(order.disputeOpened(FIVE), order.disputeClosed(FIVE, DisputeOutcome.LOST)));
        events.addAll(List.of(
                order.actionRequested(),
                order.delayed(false),
                order.delayed(true),
                order.checkRequested(1),
                order.attemptDeclined()));
        events.addAll(List.of(order.methodChosen(), order.rejectedByDecline(1), order.authorizationExpired(false)));
        return events;
    }

    private OrderAggregateState captured() {
        return then(OrderAggregateState.of(order.placed()), order.paymentRequested(), order.confirmed());
    }

    private OrderAggregateState captureFailed() {
        return then(
                OrderAggregateState.of(order.placed()),
                order.paymentRequested(),
                order.confirmedUncaptured(),
                order.shipped(),
                order.captureRequested(),
                order.captureFailed());
    }

    private static OrderAggregateState then(OrderAggregateState before, OrderEvent... events) {
        OrderAggregateState state = before;
        for (OrderEvent event : events) {
            state = state.evolve(event);
        }
        return state;
    }

    private static List<String> ids(OrderAggregateState state) {
        return state.cases().stream().map(OrderCase::id).toList();
    }
}
