package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.End;
import dev.ordersaga.lab.replay.Outcome.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the service answered, in numbers.
 *
 * @param lines lines of the orders it placed, as it shows them
 * @param rejectedBy orders it placed and then rejected, by its reason
 * @param refusedBy requests it refused, by pointer and code as it named them; one that named two counts twice
 * @param refusedFor the same by the fault of the contract; an unforeseen name is in {@code refusedBy} only
 * @param money by currency
 * @param placedBefore orders that it placed before this run started, by its own clock
 */
record Tally(
        Map<End, Integer> ends,
        long lines,
        Map<String, Integer> rejectedBy,
        Map<String, Integer> refusedBy,
        Map<ContractFault, Integer> refusedFor,
        Map<String, Money> money,
        Map<String, Integer> breaches,
        int placedBefore) {

    /** Sums over the orders that were placed, in one currency. */
    record Money(BigDecimal total, BigDecimal captured, BigDecimal refunded) {

        static final Money NONE = new Money(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        Money plus(Seen seen) {
            return new Money(total.add(seen.total()), captured.add(seen.captured()), refunded.add(seen.refunded()));
        }
    }

    static Tally of(Collection<Outcome> outcomes, Instant runStarted) {
        Counts counts = new Counts(runStarted);
        outcomes.forEach(counts::add);
        return new Tally(
                counts.ends,
                counts.lines,
                counts.rejectedBy,
                counts.refusedBy,
                counts.refusedFor,
                counts.money,
                counts.breaches,
                counts.placedBefore);
    }

    int ends(End end) {
        return ends.getOrDefault(end, 0);
    }

    /** Orders that exist at the service. */
    int placed() {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().isPlaced())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    Money money(String currency) {
        return money.getOrDefault(currency, Money.NONE);
    }

    private static final class Counts {

        private final Instant runStarted;
        private final Map<End, Integer> ends = new EnumMap<>(End.class);
        private final Map<String, Integer> rejectedBy = new TreeMap<>();
        private final Map<String, Integer> refusedBy = new TreeMap<>();
        private final Map<ContractFault, Integer> refusedFor = new EnumMap<>(ContractFault.class);
        private final Map<String, Money> money = new TreeMap<>();
        private final Map<String, Integer> breaches = new TreeMap<>();
        private long lines;
        private int placedBefore;

        Counts(Instant runStarted) {
            this.runStarted = runStarted;
        }

        void add(Outcome outcome) {
            ends.merge(outcome.end(), 1, Integer::sum);
            outcome.breaches().forEach(breach -> breaches.merge(breach, 1, Integer::sum));
            String reason = outcome.reason() == null ? "no reason given" : outcome.reason();
            switch (outcome.end()) {
                case REJECTED -> rejectedBy.merge(reason, 1, Integer::sum);
                case REFUSED -> refused(outcome, reason);
                default -> {}
            }
            Seen seen = outcome.seen();
            if (seen != null && outcome.end().isPlaced()) {
                placed(seen);
            }
        }

        private void refused(Outcome outcome, String code) {
            if (outcome.faults().isEmpty()) {
                refusedBy.merge(code, 1, Integer::sum);
            }
            outcome.faults().forEach(fault -> refusedBy.merge(fault, 1, Integer::sum));
            ContractFault.allNamed(outcome.faults()).forEach(fault -> refusedFor.merge(fault, 1, Integer::sum));
        }

        private void placed(Seen seen) {
            lines += seen.lines();
            money.put(
                    seen.currency(),
                    money.getOrDefault(seen.currency(), Money.NONE).plus(seen));
            if (seen.placedAt().isBefore(runStarted)) {
                placedBefore++;
            }
        }
    }
}
