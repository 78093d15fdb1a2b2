package dev.ordersaga.lab.experiments.throughput.result;

import dev.ordersaga.lab.experiments.Report;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * All measurements of one contender.
 *
 * @param storedEvents events in the store before the load; 0 for an empty database
 * @param openLoop null if only the closed loop was run
 */
public record ContenderResult(
        Contender contender,
        long storedEvents,
        List<Round> warmUp,
        List<Round> rounds,
        @Nullable OpenLoopResult openLoop) {

    /** Name in reports. */
    String label() {
        return storedEvents == 0 ? contender.label() : "%s, %,d events".formatted(contender.label(), storedEvents);
    }

    /** Median of the measured rounds. */
    public double ordersPerSecond() {
        return median(Round::ordersPerSecond);
    }

    double median(ToDoubleFunction<Round> value) {
        return rounds.isEmpty()
                ? 0
                : Report.median(rounds.stream().mapToDouble(value).toArray());
    }

    /** Median of a counter per order. */
    double perOrder(ToDoubleFunction<Counters> counter) {
        return median(round -> round.perOrder() == null ? 0 : counter.applyAsDouble(round.perOrder()));
    }

    boolean isFaulty() {
        return rounds.stream().anyMatch(Round::isFaulty);
    }
}
