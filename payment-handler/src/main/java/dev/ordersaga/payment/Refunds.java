package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.PaymentRefundStarted;
import dev.ordersaga.payment.gateway.Refund;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The captured amount and its refunds. Immutable. The constructor enforces the invariant: refunds, succeeded and open
 * together, never exceed the captured amount.
 *
 * @param captured the total captured amount
 * @param open refunds without an outcome, by number
 * @param succeeded successful refunds, by number
 * @param atProvider what was refunded at the provider without this system
 * @param latestNumber the highest refund number so far
 * @param ofReleases how many refunds a release has started; their numbers count from 0 downwards
 */
public record Refunds(
        Money captured,
        Map<Integer, Refund> open,
        Map<Integer, Refund> succeeded,
        Money atProvider,
        int latestNumber,
        int ofReleases) {

    public Refunds {
        open = Map.copyOf(open);
        succeeded = Map.copyOf(succeeded);
        Money total = sum(open, sum(succeeded, atProvider));
        if (total.isMoreThan(captured)) {
            throw new IllegalStateException("refunds of " + total + " exceed the captured " + captured);
        }
    }

    Refunds(Money captured) {
        this(captured, Map.of(), Map.of(), Money.zero(captured.currency()), 0, 0);
    }

    /** Whether a refund of this number belongs to a release; the refunds that an order requests count from 1. */
    static boolean isOfRelease(int refund) {
        return refund <= 0;
    }

    /** Refunded by this system or at the provider. */
    public Money refunded() {
        return sum(succeeded, atProvider);
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

    /** The refund of a release that is under way; there is at most one. */
    Optional<Refund> openOfRelease() {
        return open.values().stream()
                .filter(refund -> isOfRelease(refund.number()))
                .findFirst();
    }

    /** The number of a release's next refund: each has an idempotency key of its own, since a key is bound to one amount. */
    int nextOfRelease() {
        return -ofReleases;
    }

    Refunds captured(Money amount) {
        return new Refunds(amount, open, succeeded, atProvider, latestNumber, ofReleases);
    }

    Refunds refundedAtProvider(Money amount) {
        return new Refunds(captured, open, succeeded, atProvider.plus(amount), latestNumber, ofReleases);
    }

    Refunds started(PaymentRefundStarted event) {
        Refund refund = new Refund(event.refund(), event.amount(), event.reason(), event.idempotencyKey());
        Map<Integer, Refund> nowOpen = new HashMap<>(open);
        nowOpen.put(refund.number(), refund);
        int latest = Math.max(latestNumber, refund.number());
        return new Refunds(
                captured,
                nowOpen,
                succeeded,
                atProvider,
                latest,
                isOfRelease(refund.number()) ? ofReleases + 1 : ofReleases);
    }

    Refunds succeeded(int refund) {
        Map<Integer, Refund> nowSucceeded = new HashMap<>(succeeded);
        Map<Integer, Refund> nowOpen = new HashMap<>(open);
        nowSucceeded.put(refund, nowOpen.remove(refund));
        return new Refunds(captured, nowOpen, nowSucceeded, atProvider, latestNumber, ofReleases);
    }

    Refunds failed(int refund) {
        Map<Integer, Refund> nowOpen = new HashMap<>(open);
        Map<Integer, Refund> nowSucceeded = new HashMap<>(succeeded);
        nowOpen.remove(refund);
        nowSucceeded.remove(refund);
        return new Refunds(captured, nowOpen, nowSucceeded, atProvider, Math.max(latestNumber, refund), ofReleases);
    }

    private static Money sum(Map<Integer, Refund> refunds, Money first) {
        return refunds.values().stream().map(Refund::amount).reduce(first, Money::plus);
    }
}
