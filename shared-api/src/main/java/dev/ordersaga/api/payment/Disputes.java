package dev.ordersaga.api.payment;

import dev.ordersaga.api.money.Money;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The customer's complaints to the bank about one order, as order and payment count them alike. It never changes.
 *
 * @param open those that the bank has not decided, by the provider's names
 * @param lost those that it decided for the customer
 * @param won the names of those that it decided for us
 */
public record Disputes(Map<String, Money> open, Map<String, Money> lost, Set<String> won) {

    public static final Disputes NONE = new Disputes(Map.of(), Map.of(), Set.of());

    public Disputes {
        open = Map.copyOf(open);
        lost = Map.copyOf(lost);
        won = Set.copyOf(won);
    }

    /** Whether the bank has told of it before, whatever became of it. */
    public boolean isKnown(String dispute) {
        return isOpen(dispute) || lost.containsKey(dispute) || won.contains(dispute);
    }

    /** Whether the bank has still to decide it. */
    public boolean isOpen(String dispute) {
        return open.containsKey(dispute);
    }

    /** What of this is at our disposal: not withheld by the bank, and not gone to the customer by its decision. */
    public Money freeOf(Money amount) {
        Money withheld = Stream.concat(open.values().stream(), lost.values().stream())
                .reduce(Money.zero(amount.currency()), Money::plus);
        return withheld.isMoreThan(amount) ? Money.zero(amount.currency()) : amount.minus(withheld);
    }

    /** With one more: from now on the bank withholds {@code amount}. */
    public Disputes opened(String dispute, Money amount) {
        Map<String, Money> more = new HashMap<>(open);
        more.put(dispute, amount);
        return new Disputes(more, lost, won);
    }

    /** With the bank's decision about one: {@code amount} is lost to the customer, or at our disposal again. */
    public Disputes closed(String dispute, Money amount, DisputeOutcome outcome) {
        Map<String, Money> stillOpen = new HashMap<>(open);
        Map<String, Money> allLost = new HashMap<>(lost);
        Set<String> allWon = new HashSet<>(won);
        stillOpen.remove(dispute);
        if (outcome == DisputeOutcome.LOST) {
            allLost.put(dispute, amount);
        } else {
            allWon.add(dispute);
        }
        return new Disputes(stillOpen, allLost, allWon);
    }
}
