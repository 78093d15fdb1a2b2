package dev.ordersaga.api.orderstate;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.status.OrderState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A case for an operator: something about the money of one order that does not continue automatically. It follows from the
 * state alone, and ends when the state no longer has it.
 *
 * @param id unique among the cases that the order ever has, so that a closed case is not mistaken for a later one; without
 *     blanks, and starts with the kind's path
 * @param amount what is missing, owed or withheld
 * @param until when the possibility to act ends; null if it does not, or if the end is unknown
 * @param failure the provider's code for it; null if there is none
 */
public record OrderCase(
        Kind kind,
        String id,
        Money amount,
        @Nullable Instant until,
        @Nullable String failure) {

    /** What an operator is needed for. */
    public enum Kind {
        /** The goods have left and nothing was captured. */
        CAPTURE_FAILED,
        /** The order ended without goods, and the customer's money could not be refunded. */
        RELEASE_FAILED,
        /** A refund failed, and no later one replaces it. */
        REFUND_FAILED,
        /** The customer disputes the charge; the bank accepts evidence until its deadline. */
        DISPUTE,
        /** The bank returned money to the customer before the goods left. */
        CHARGED_BACK;

        /** The name in lower case with hyphens. */
        public String path() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The cases of an order in this state. */
    static List<OrderCase> of(OrderAggregateState order) {
        OrderPayment payment = order.payment();
        List<OrderCase> cases = new ArrayList<>(ofProgress(payment));
        cases.addAll(ofRefunds(order));
        for (Dispute dispute : payment.disputes().list()) {
            if (dispute.isOpen()) {
                cases.add(of(Kind.DISPUTE, dispute.reference(), dispute.amount(), dispute.evidenceUntil()));
            } else if (dispute.outcome() == DisputeOutcome.LOST && order.state() == OrderState.CONFIRMED) {
                cases.add(of(Kind.CHARGED_BACK, dispute.reference(), dispute.amount(), null));
            }
        }
        return cases;
    }

    private static List<OrderCase> ofProgress(OrderPayment payment) {
        OrderBalance balance = payment.balance();
        return switch (payment.progress()) {
            case CAPTURE_FAILED ->
                List.of(of(Kind.CAPTURE_FAILED, payment.attempts().latest(), balance.total(), null)
                        .because(payment.failure()));
            case RELEASE_FAILED -> {
                Money owed = payment.refundable();
                // A later refund, or one that the bank returns after that, makes another case of it.
                boolean isOwed = !owed.isZero() && balance.pending().isZero();
                yield isOwed
                        ? List.of(of(Kind.RELEASE_FAILED, balance.refunds().size() + "-" + owed.minor(), owed, null)
                                .because(payment.failure()))
                        : List.of();
            }
            case NOT_REQUESTED, PENDING, UNANSWERED, ACTION_REQUIRED, PROCESSING -> List.of();
            case CHECKING, METHOD_REQUIRED, ATTEMPT_DUE -> List.of();
            case AUTHORIZED, CAPTURING, CAPTURED, DECLINED, EXPIRED -> List.of();
            case RELEASE_DUE, RELEASING, RELEASED -> List.of();
        };
    }

    /** Of an order that ended without goods, the release is the case. */
    private static List<OrderCase> ofRefunds(OrderAggregateState order) {
        return switch (order.state()) {
            case CONFIRMED, SHIPPED ->
                order.payment().balance().failedRefunds().stream()
                        .map(refund -> of(Kind.REFUND_FAILED, refund.number(), refund.amount(), null)
                                .because(refund.failure()))
                        .toList();
            case PLACED, AWAITING_PAYMENT, REJECTED, CANCELLED -> List.of();
        };
    }

    private static OrderCase of(Kind kind, Object number, Money amount, @Nullable Instant until) {
        return new OrderCase(kind, kind.path() + "/" + requireNonNull(number), amount, until, null);
    }

    private OrderCase because(@Nullable String code) {
        return new OrderCase(kind, id, amount, until, code);
    }
}
