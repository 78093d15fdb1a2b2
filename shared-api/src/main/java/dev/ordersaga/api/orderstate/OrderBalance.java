package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.payment.RefundStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Balance of an order: captured, refunded and reserved for refunds. It cannot be constructed in a state that breaks its rules:
 * never more captured than the order costs, never more refunded or reserved for refunds than was captured.
 *
 * @param captured all that was ever captured
 * @param refunded all of it that was refunded, on request or with a release
 * @param refunds the refunds that were requested, by their numbers, ascending; the amount of a pending one is reserved
 */
public record OrderBalance(Money total, Money captured, Money refunded, List<Refund> refunds) {

    private static final int MAX_REFUNDS = 100;

    public OrderBalance {
        refunds = List.copyOf(refunds);
        if (captured.isMoreThan(total)) {
            throw new IllegalStateException(captured + " captured for an order of " + total);
        }
        Money returned = pendingOf(refunds, refunded);
        if (returned.isMoreThan(captured)) {
            throw new IllegalStateException(returned + " refunded or reserved of " + captured);
        }
    }

    static OrderBalance of(Money total) {
        Money zero = Money.zero(total.currency());
        return new OrderBalance(total, zero, zero, List.of());
    }

    /** Zero in the order's currency. */
    public Money zero() {
        return Money.zero(total.currency());
    }

    /** The sum of the refunds that were requested and have no outcome yet. */
    public Money pending() {
        return pendingOf(refunds, zero());
    }

    /** Captured, less what was refunded or is reserved for refunds. */
    public Money remaining() {
        return captured.minus(pendingOf(refunds, refunded));
    }

    /** The number of the next refund, from 1. */
    public int nextRefund() {
        return refunds.isEmpty() ? 1 : refunds.getLast().number() + 1;
    }

    /** Whether the order has as many refunds as it can have: each copies, and rewrites, those before it. */
    public boolean hasMostRefunds() {
        return refunds.size() >= MAX_REFUNDS;
    }

    /** Whether this refund exists and has this status. */
    public boolean hasRefund(int number, RefundStatus status) {
        return refunds.stream().anyMatch(refund -> refund.number() == number && refund.status() == status);
    }

    /**
     * The refunds that failed and that no later one replaces. A refund that was requested after the failure, successful
     * or under way, replaces it if it is of at least its amount; a balance without a remainder owes nothing.
     */
    List<Refund> failedRefunds() {
        List<Refund> failed = new ArrayList<>();
        if (remaining().isZero()) {
            return failed;
        }
        for (Refund refund : refunds) {
            if (refund.status() == RefundStatus.FAILED) {
                failed.add(refund);
            } else {
                failed.stream().filter(refund::replaces).findFirst().ifPresent(failed::remove);
            }
        }
        return failed;
    }

    OrderBalance captured(Money amount) {
        return new OrderBalance(total, amount, refunded, refunds);
    }

    OrderBalance requested(RefundRequested event) {
        var pending = new Refund(event.refund(), event.amount(), RefundStatus.PENDING, event.reason(), null, 0);
        List<Refund> more = new ArrayList<>(refunds);
        more.add(pending);
        return new OrderBalance(total, captured, refunded, more);
    }

    OrderBalance succeeded(RefundSucceeded event) {
        Refund pending = refund(event.refund());
        return new OrderBalance(
                total, captured, refunded.plus(pending.amount()), replace(pending, pending.succeeded()));
    }

    /** A refund may fail before it succeeded, or afterwards, when the bank sends it back. */
    OrderBalance failed(RefundFailed event) {
        Refund refund = refund(event.refund());
        Money left = refund.status() == RefundStatus.SUCCEEDED ? refunded.minus(refund.amount()) : refunded;
        return new OrderBalance(total, captured, left, replace(refund, refund.failed(event.reason(), nextRefund())));
    }

    /** The totals that the payment reports with the end of its release. */
    OrderBalance totals(Money allCaptured, Money allRefunded) {
        return new OrderBalance(total, allCaptured, allRefunded, refunds);
    }

    private Refund refund(int number) {
        return refunds.stream()
                .filter(refund -> refund.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("refund " + number + " was never requested"));
    }

    private List<Refund> replace(Refund refund, Refund next) {
        return refunds.stream().map(other -> other == refund ? next : other).toList();
    }

    private static Money pendingOf(List<Refund> refunds, Money first) {
        Money sum = first;
        for (Refund refund : refunds) {
            if (refund.status() == RefundStatus.PENDING) {
                sum = sum.plus(refund.amount());
            }
        }
        return sum;
    }
}
