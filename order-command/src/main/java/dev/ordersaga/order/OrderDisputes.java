package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.payment.DisputeOutcome;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The customer's complaints to the bank about one order. It never changes.
 *
 * @param open those that the bank has not decided, by the provider's names
 * @param lost those that it decided for the customer
 * @param won the names of those that it decided for us
 */
record OrderDisputes(Map<String, Money> open, Map<String, Money> lost, Set<String> won) {

    static final OrderDisputes NONE = new OrderDisputes(Map.of(), Map.of(), Set.of());

    OrderDisputes {
        open = Map.copyOf(open);
        lost = Map.copyOf(lost);
        won = Set.copyOf(won);
    }

    boolean isKnown(String dispute) {
        return open.containsKey(dispute) || lost.containsKey(dispute) || won.contains(dispute);
    }

    boolean isOpen(String dispute) {
        return open.containsKey(dispute);
    }

    /** What of this is at our disposal: not withheld by the bank, and not gone to the customer by its decision. */
    Money freeOf(Money amount) {
        Money withheld = Stream.concat(open.values().stream(), lost.values().stream())
                .reduce(Money.zero(amount.currency()), Money::plus);
        return withheld.isMoreThan(amount) ? Money.zero(amount.currency()) : amount.minus(withheld);
    }

    OrderDisputes opened(DisputeOpened event) {
        Map<String, Money> more = new HashMap<>(open);
        more.put(event.dispute(), event.amount());
        return new OrderDisputes(more, lost, won);
    }

    OrderDisputes closed(DisputeClosed event) {
        Map<String, Money> stillOpen = new HashMap<>(open);
        Map<String, Money> allLost = new HashMap<>(lost);
        Set<String> allWon = new HashSet<>(won);
        stillOpen.remove(event.dispute());
        if (event.outcome() == DisputeOutcome.LOST) {
            allLost.put(event.dispute(), event.amount());
        } else {
            allWon.add(event.dispute());
        }
        return new OrderDisputes(stillOpen, allLost, allWon);
    }
}
