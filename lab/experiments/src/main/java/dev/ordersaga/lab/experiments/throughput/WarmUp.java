package dev.ordersaga.lab.experiments.throughput;

import java.util.List;

/** Decides when a system is warm: when its last rounds hardly differ. */
final class WarmUp {

    private static final int ROUNDS = 3;
    private static final double DIFFERENCE = 0.1;

    private WarmUp() {}

    /** Whether the last three rates differ by less than a tenth of the largest. */
    static boolean isOver(List<Double> rates) {
        if (rates.size() < ROUNDS) {
            return false;
        }
        List<Double> last = rates.subList(rates.size() - ROUNDS, rates.size());
        double least = last.stream().mapToDouble(rate -> rate).min().orElseThrow();
        double most = last.stream().mapToDouble(rate -> rate).max().orElseThrow();
        return most > 0 && (most - least) / most < DIFFERENCE;
    }
}
