package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Everything a replay has to say at its end.
 *
 * @param input where the invoices came from
 * @param complete false when it was stopped before its end
 * @param ordersPerSecond orders of this run that reached an end, per second
 * @param setbacks what made requests to be repeated, and how often
 */
record ReplayReport(
        String service,
        String input,
        Instant started,
        Duration took,
        boolean complete,
        Files files,
        Tally got,
        List<Verdict> verdicts,
        Map<String, Long> setbacks,
        double ordersPerSecond,
        List<Latencies> latencies,
        Throughput throughput) {

    /** The input in numbers. */
    record Files(long rows, int invoices, Map<String, Integer> unreadableRows, ExpectedFromFiles expected) {

        static Files of(InvoiceBook book, ExpectedFromFiles expected) {
            return new Files(book.rows(), book.invoices().size(), book.unreadableRows(), expected);
        }
    }

    /** Whether every verdict holds. */
    boolean holds() {
        return complete && verdicts.stream().allMatch(Verdict::holds);
    }

    /**
     * Orders that reached an end in each slice of this run.
     *
     * @param slice length of one slice
     */
    record Throughput(Duration slice, List<Integer> ended) {

        private static final int MOST_SLICES = 120;

        static Throughput of(Collection<Outcome> ofThisRun, Instant started, Duration took) {
            Duration slice = Duration.ofSeconds(Math.max(1, Math.ceilDiv(took.toMillis(), MOST_SLICES * 1_000L)));
            int[] ended = new int[(int) (took.dividedBy(slice) + 1)];
            for (Outcome outcome : ofThisRun) {
                long at = Duration.between(started, outcome.at()).dividedBy(slice);
                ended[Math.clamp(at, 0, ended.length - 1)]++;
            }
            return new Throughput(slice, IntStream.of(ended).boxed().toList());
        }
    }
}
