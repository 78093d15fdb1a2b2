package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.Result;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Totals that the service reached, by its own responses.
 *
 * @param lines lines of the placed orders
 * @param rejectedBy rejected orders by reason
 * @param refusedBy refused requests by the faults that the service named; one with two faults counts twice
 * @param refusedFor the same by fault of the contract; faults that it does not have are only in {@code refusedBy}
 * @param money sums of the placed orders by currency
 * @param placedBefore orders that were placed before this run started, by the service's clock
 */
record OutcomeTotals(
        Map<Result, Integer> results,
        long lines,
        Map<String, Integer> rejectedBy,
        Map<String, Integer> refusedBy,
        Map<ContractLimits.Fault, Integer> refusedFor,
        Map<String, Money> money,
        Map<String, Integer> violations,
        int placedBefore) {

    /** Sums in one currency. */
    record Money(BigDecimal total, BigDecimal captured, BigDecimal refunded) {

        static final Money ZERO = new Money(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        static Money of(OrderView view) {
            return new Money(view.total(), view.captured(), view.refunded());
        }

        Money plus(Money other) {
            return new Money(total.add(other.total), captured.add(other.captured), refunded.add(other.refunded));
        }
    }

    static OutcomeTotals of(Collection<Outcome> outcomes, Instant runStarted) {
        List<Outcome> refused = with(Result.REFUSED, outcomes);
        List<OrderView> placed = outcomes.stream()
                .filter(outcome -> outcome.result().isPlaced())
                .<@Nullable OrderView>map(Outcome::view)
                .filter(Objects::nonNull)
                .toList();
        return new OutcomeTotals(
                ExpectedTotals.countEach(outcomes.stream().map(Outcome::result)),
                placed.stream().mapToLong(OrderView::lines).sum(),
                ExpectedTotals.countEach(
                        with(Result.REJECTED, outcomes).stream().map(OutcomeTotals::reason)),
                ExpectedTotals.countEach(refused.stream().flatMap(OutcomeTotals::faults)),
                ExpectedTotals.countEach(
                        refused.stream().flatMap(outcome -> ContractLimits.Fault.withNames(outcome.faults()).stream())),
                placed.stream().collect(Collectors.toMap(OrderView::currency, Money::of, Money::plus, TreeMap::new)),
                ExpectedTotals.countEach(outcomes.stream().flatMap(outcome -> outcome.violations().stream())),
                (int) placed.stream()
                        .filter(view -> view.placedAt().isBefore(runStarted))
                        .count());
    }

    private static List<Outcome> with(Result result, Collection<Outcome> outcomes) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).toList();
    }

    private static String reason(Outcome outcome) {
        return Objects.requireNonNullElse(outcome.reason(), "no reason");
    }

    private static Stream<String> faults(Outcome refused) {
        return refused.faults().isEmpty() ? Stream.of(reason(refused)) : refused.faults().stream();
    }

    int count(Result result) {
        return results.getOrDefault(result, 0);
    }

    /** Number of orders that exist at the service. */
    int placed() {
        return results.entrySet().stream()
                .filter(result -> result.getKey().isPlaced())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    Money money(String currency) {
        return money.getOrDefault(currency, Money.ZERO);
    }
}
