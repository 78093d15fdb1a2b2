package dev.ordersaga.lab.experiments.throughput;

import java.util.List;

/** Decides when a system is warm: when its last rounds hardly differ. */
final class WarmUp {

    /** Three similar rounds in a row occur while the JVM still compiles. */
    private static final int ROUNDS = 5;

    private static final double DIFFERENCE = 0.1;

    /** A round may take this much longer than its placing alone is meant to. */
    private static final int LONGEST = 2;

    private WarmUp() {}

    /** Seconds of placing in the first round: it may take long to settle what a slow system accepts. */
    static int firstPlacing(int seconds) {
        return Math.max(1, seconds / 4);
    }

    /**
     * Seconds of placing in the next round, so that it ends with everything settled after at most twice {@code seconds}.
     *
     * @param placing seconds of placing in the last round
     * @param roundSeconds until everything was settled
     * @param seconds the longest placing
     */
    static int nextPlacing(int placing, double roundSeconds, int seconds) {
        long fitting = Math.round(placing * LONGEST * seconds / roundSeconds);
        return Math.clamp(fitting, 1, seconds);
    }

    /** Whether the last rates differ by less than a tenth of the largest. */
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
