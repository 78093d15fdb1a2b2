package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The money of one order. It cannot be made in a state that breaks its rules: never more taken than the order costs,
 * never more given back or promised back than was taken.
 *
 * @param captured all that was ever taken
 * @param refunded all of it that was given back
 * @param reserved the refunds that were asked for and have no outcome yet, by number
 * @param done the refunds that were given back, by number
 * @param lastRefund the highest number that was given to a refund
 */
record OrderBalance(
        Money total,
        Money captured,
        Money refunded,
        Map<Integer, Money> reserved,
        Map<Integer, Money> done,
        int lastRefund) {

    OrderBalance {
        reserved = Map.copyOf(reserved);
        done = Map.copyOf(done);
        notMoreIsTakenThanTheOrderCosts(captured, total);
        notMoreIsPromisedBackThanWasTaken(sum(reserved, refunded), captured);
    }

    static OrderBalance nothingOf(Money total) {
        Money zero = Money.zero(total.currency());
        return new OrderBalance(total, zero, zero, Map.of(), Map.of(), 0);
    }

    Money nothing() {
        return Money.zero(total.currency());
    }

    /** What was taken, less what was given back or promised back. */
    Money left() {
        return captured.minus(sum(reserved, refunded));
    }

    int nextRefund() {
        return lastRefund + 1;
    }

    boolean isReserved(int refund) {
        return reserved.containsKey(refund);
    }

    boolean isGivenBack(int refund) {
        return done.containsKey(refund);
    }

    OrderBalance taken(Money amount) {
        return new OrderBalance(total, amount, refunded, reserved, done, lastRefund);
    }

    OrderBalance reserved(int refund, Money amount) {
        return new OrderBalance(total, captured, refunded, with(reserved, refund, amount), done, refund);
    }

    OrderBalance givenBack(int refund) {
        Money amount = Objects.requireNonNull(reserved.get(refund));
        return new OrderBalance(
                total,
                captured,
                refunded.plus(amount),
                without(reserved, refund),
                with(done, refund, amount),
                lastRefund);
    }

    /** The refund failed: before it was given back, or after it seemed to be. */
    OrderBalance freed(int refund) {
        Money back = done.getOrDefault(refund, nothing());
        return new OrderBalance(
                total, captured, refunded.minus(back), without(reserved, refund), without(done, refund), lastRefund);
    }

    /** As the payment tells when everything was given back. */
    OrderBalance ending(Money allCaptured, Money allRefunded) {
        return new OrderBalance(total, allCaptured, allRefunded, reserved, done, lastRefund);
    }

    private static void notMoreIsTakenThanTheOrderCosts(Money captured, Money total) {
        if (captured.isMoreThan(total)) {
            throw new IllegalStateException(captured + " taken for an order of " + total);
        }
    }

    private static void notMoreIsPromisedBackThanWasTaken(Money promised, Money captured) {
        if (promised.isMoreThan(captured)) {
            throw new IllegalStateException(promised + " promised back of " + captured);
        }
    }

    private static Money sum(Map<Integer, Money> amounts, Money first) {
        return amounts.values().stream().reduce(first, Money::plus);
    }

    private static Map<Integer, Money> with(Map<Integer, Money> amounts, int refund, Money amount) {
        Map<Integer, Money> more = new HashMap<>(amounts);
        more.put(refund, amount);
        return more;
    }

    private static Map<Integer, Money> without(Map<Integer, Money> amounts, int refund) {
        Map<Integer, Money> fewer = new HashMap<>(amounts);
        fewer.remove(refund);
        return fewer;
    }
}
