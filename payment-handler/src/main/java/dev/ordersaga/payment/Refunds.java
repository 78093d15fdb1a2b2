package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.payment.gateway.Refund;
import java.util.HashMap;
import java.util.Map;

/**
 * The captured amount and its refunds. Immutable. The constructor enforces the invariant: refunds, succeeded and open
 * together, never exceed the captured amount.
 *
 * @param captured the total captured amount
 * @param open refunds without an outcome, by number
 * @param succeeded successful refunds, by number
 * @param latestNumber the highest refund number so far
 */
public record Refunds(Money captured, Map<Integer, Refund> open, Map<Integer, Refund> succeeded, int latestNumber) {

    public Refunds {
        open = Map.copyOf(open);
        succeeded = Map.copyOf(succeeded);
        Money total = sum(open, sum(succeeded, Money.zero(captured.currency())));
        if (total.isMoreThan(captured)) {
            throw new IllegalStateException("refunds of " + total + " exceed the captured " + captured);
        }
    }

    Refunds(Money captured) {
        this(captured, Map.of(), Map.of(), 0);
    }

    public Money refunded() {
        return sum(succeeded, Money.zero(captured.currency()));
    }

    /** The captured amount less all refunds that succeeded or are under way. */
    public Money remaining() {
        return captured.minus(sum(open, refunded()));
    }

    boolean isOpen(int refund) {
        return open.containsKey(refund);
    }

    boolean hasSucceeded(int refund) {
        return succeeded.containsKey(refund);
    }

    Refunds captured(Money amount) {
        return new Refunds(amount, open, succeeded, latestNumber);
    }

    Refunds started(PaymentRefundStarted event) {
        Refund refund = new Refund(event.refund(), event.amount(), event.reason(), event.idempotencyKey());
        Map<Integer, Refund> nowOpen = new HashMap<>(open);
        nowOpen.put(refund.number(), refund);
        return new Refunds(captured, nowOpen, succeeded, Math.max(latestNumber, refund.number()));
    }

    Refunds succeeded(int refund) {
        Map<Integer, Refund> nowSucceeded = new HashMap<>(succeeded);
        Map<Integer, Refund> nowOpen = new HashMap<>(open);
        nowSucceeded.put(refund, nowOpen.remove(refund));
        return new Refunds(captured, nowOpen, nowSucceeded, latestNumber);
    }

    Refunds failed(int refund) {
        Map<Integer, Refund> nowOpen = new HashMap<>(open);
        Map<Integer, Refund> nowSucceeded = new HashMap<>(succeeded);
        nowOpen.remove(refund);
        nowSucceeded.remove(refund);
        return new Refunds(captured, nowOpen, nowSucceeded, Math.max(latestNumber, refund));
    }

    private static Money sum(Map<Integer, Refund> refunds, Money first) {
        return refunds.values().stream().map(Refund::amount).reduce(first, Money::plus);
    }
}
