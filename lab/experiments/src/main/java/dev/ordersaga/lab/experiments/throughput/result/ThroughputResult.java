package dev.ordersaga.lab.experiments.throughput.result;

import dev.ordersaga.lab.experiments.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole run.
 *
 * @param commit of the measured code, if the system property {@code git.commit} names it
 * @param percentiles of the points of each latency's curve
 */
public record ThroughputResult(
        String machine,
        String commit,
        String startedAt,
        Map<String, String> settings,
        List<Double> percentiles,
        List<ContenderResult> contenders) {

    /** A ratio between two contenders of the same run. */
    record Ratio(String what, double value) {}

    /** Of the medians of the closed loop; only for contenders that were measured. */
    List<Ratio> ratios() {
        return contenders.stream()
                .filter(result -> result.contender().isOurs())
                .flatMap(ours -> contenders.stream()
                        .filter(other -> isReference(other, ours) && other.ordersPerSecond() > 0)
                        .map(other -> new Ratio(
                                ours.label() + " / " + other.label(),
                                ours.ordersPerSecond() / other.ordersPerSecond())))
                .toList();
    }

    /** Everything else in an empty database, and for the same layout the smallest store. */
    private boolean isReference(ContenderResult other, ContenderResult ours) {
        if (other.contender() == ours.contender()) {
            return other.storedEvents() < ours.storedEvents();
        }
        return other.contender() != Contender.OURS3;
    }

    /** CPU time per order compared with the outbox, if that was measured. */
    Optional<Double> cpuRatioToOutbox(ContenderResult ours) {
        return contenders.stream()
                .filter(result -> result.contender() == Contender.OUTBOX
                        && !result.rounds().isEmpty())
                .findFirst()
                .map(outbox -> ours.perOrder(Counters::cpuMillis) / outbox.perOrder(Counters::cpuMillis));
    }

    /** Whether every request was answered by 202 or 503, and every accepted order settled, in the closed loop. */
    boolean holds() {
        return contenders.stream().noneMatch(ContenderResult::isFaulty);
    }

    public Report report() {
        return new MarkdownReport(this).report();
    }
}
