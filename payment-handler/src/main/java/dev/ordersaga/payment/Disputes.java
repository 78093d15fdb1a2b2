package dev.ordersaga.payment;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.PaymentDisputeClosed;
import dev.ordersaga.api.payment.PaymentDisputeOpened;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The disputes (chargebacks) of one payment. Immutable.
 *
 * @param open amounts of those that the bank has not decided, by the provider's reference
 * @param lost amounts of those that the bank decided for the customer, by the provider's reference
 * @param won references of those that the bank decided for the merchant
 */
public record Disputes(Map<String, Money> open, Map<String, Money> lost, Set<String> won) {

    static final Disputes NONE = new Disputes(Map.of(), Map.of(), Set.of());

    public Disputes {
        open = Map.copyOf(open);
        lost = Map.copyOf(lost);
        won = Set.copyOf(won);
    }

    boolean contains(String dispute) {
        return isOpen(dispute) || lost.containsKey(dispute) || won.contains(dispute);
    }

    boolean isOpen(String dispute) {
        return open.containsKey(dispute);
    }

    /** Whether the bank decided for the customer in another currency: what is left of the amount is not known. */
    boolean isLostInOtherCurrencyThan(Money amount) {
        return lost.values().stream().anyMatch(disputed -> isOther(disputed, amount));
    }

    /**
     * The part of the amount that no dispute withholds: neither open ones nor lost ones. Nothing if one of these is in
     * another currency.
     */
    Money availableOf(Money amount) {
        if (Stream.concat(open.values().stream(), lost.values().stream()).anyMatch(one -> isOther(one, amount))) {
            return Money.zero(amount.currency());
        }
        Money withheld = Stream.concat(open.values().stream(), lost.values().stream())
                .reduce(Money.zero(amount.currency()), Money::plus);
        return withheld.isMoreThan(amount) ? Money.zero(amount.currency()) : amount.minus(withheld);
    }

    private static boolean isOther(Money disputed, Money amount) {
        return !disputed.currency().equals(amount.currency());
    }

    Disputes opened(PaymentDisputeOpened event) {
        Map<String, Money> nowOpen = new HashMap<>(open);
        nowOpen.put(event.dispute(), event.amount());
        return new Disputes(nowOpen, lost, won);
    }

    Disputes closed(PaymentDisputeClosed event) {
        Map<String, Money> nowOpen = new HashMap<>(open);
        Map<String, Money> nowLost = new HashMap<>(lost);
        Set<String> nowWon = new HashSet<>(won);
        nowOpen.remove(event.dispute());
        if (event.outcome() == DisputeOutcome.LOST) {
            nowLost.put(event.dispute(), event.amount());
        } else {
            nowWon.add(event.dispute());
        }
        return new Disputes(nowOpen, nowLost, nowWon);
    }
}
