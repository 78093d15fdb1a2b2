package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.payment.gateway.Refund;
import java.util.HashMap;
import java.util.Map;

/**
 * What was taken, and what of it goes back. It cannot be made in a state that breaks its rule: never more given back, or
 * under way, than was taken.
 *
 * @param captured all that was ever taken
 * @param open the refunds without an outcome, by number
 * @param done the refunds that were given back, by number
 * @param latest the highest number that was heard of
 */
record Refunds(Money captured, Map<Integer, Refund> open, Map<Integer, Refund> done, int latest) {

    Refunds {
        open = Map.copyOf(open);
        done = Map.copyOf(done);
        notMoreIsGivenBackThanWasTaken(sum(open, sum(done, Money.zero(captured.currency()))), captured);
    }

    Refunds(Money captured) {
        this(captured, Map.of(), Map.of(), 0);
    }

    Money refunded() {
        return sum(done, Money.zero(captured.currency()));
    }

    /** What was taken, less what was given back or is under way. */
    Money left() {
        return captured.minus(sum(open, refunded()));
    }

    boolean isOpen(int refund) {
        return open.containsKey(refund);
    }

    boolean isDone(int refund) {
        return done.containsKey(refund);
    }

    Refunds taken(Money amount) {
        return new Refunds(amount, open, done, latest);
    }

    Refunds started(PaymentRefundStarted event) {
        Refund refund = new Refund(event.refund(), event.amount(), event.reason(), event.idempotencyKey());
        Map<Integer, Refund> more = new HashMap<>(open);
        more.put(refund.number(), refund);
        return new Refunds(captured, more, done, Math.max(latest, refund.number()));
    }

    Refunds givenBack(int refund) {
        Map<Integer, Refund> more = new HashMap<>(done);
        Map<Integer, Refund> fewer = new HashMap<>(open);
        more.put(refund, fewer.remove(refund));
        return new Refunds(captured, fewer, more, latest);
    }

    Refunds failed(int refund) {
        Map<Integer, Refund> stillOpen = new HashMap<>(open);
        Map<Integer, Refund> stillDone = new HashMap<>(done);
        stillOpen.remove(refund);
        stillDone.remove(refund);
        return new Refunds(captured, stillOpen, stillDone, Math.max(latest, refund));
    }

    private static void notMoreIsGivenBackThanWasTaken(Money back, Money captured) {
        if (back.isMoreThan(captured)) {
            throw new IllegalStateException(back + " given back of the " + captured + " that were taken");
        }
    }

    private static Money sum(Map<Integer, Refund> refunds, Money first) {
        return refunds.values().stream().map(Refund::amount).reduce(first, Money::plus);
    }
}
