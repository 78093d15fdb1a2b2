package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Verdicts.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Report of a replay.
 *
 * @param input name of the invoices' source
 * @param complete false when the replay was stopped or an order has no final outcome
 * @param retries number of retried requests by reason
 * @param ordersPerSecond orders with a final outcome, per second
 */
record Report(
        String service,
        String input,
        Instant started,
        Duration duration,
        boolean complete,
        ExpectedTotals expected,
        OutcomeTotals actual,
        List<Verdict> verdicts,
        Map<String, Long> retries,
        double ordersPerSecond,
        List<Latency> latencies,
        Throughput throughput) {

    boolean holds() {
        return complete && verdicts.stream().allMatch(Verdict::holds);
    }

    long failedVerdicts() {
        return verdicts.stream().filter(verdict -> !verdict.holds()).count();
    }

    /** Writes {@code report.txt}, {@code report.json} and {@code report.html} into an existing folder. */
    void write(Path folder) throws IOException {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(folder.resolve("report.txt"), TextReport.of(this));
        Files.writeString(folder.resolve("report.json"), json.writeValueAsString(this) + '\n');
        Files.writeString(folder.resolve("report.html"), HtmlReport.of(this));
    }

    /**
     * Percentiles and histogram of a latency, in microseconds, exact to three digits.
     *
     * @param buckets eight per decade from 0.1 ms on, the same for all latencies; empty when nothing was measured
     */
    record Latency(String what, long count, long p50, long p90, long p99, long max, List<Bucket> buckets) {

        static final int BUCKETS_PER_DECADE = 8;
        private static final int FIRST_BUCKET = 100;
        private static final long LONGEST = Duration.ofDays(1).toNanos() / 1_000;

        /** Number of values below {@code to} microseconds that are in no lower bucket. */
        record Bucket(long to, long count) {}

        static Latency of(String what, LongStream micros) {
            Histogram histogram = new Histogram(LONGEST, 3);
            micros.forEach(value -> histogram.recordValue(Math.clamp(value, 1, LONGEST)));
            List<Bucket> buckets = new ArrayList<>();
            double factor = Math.pow(10, 1.0 / BUCKETS_PER_DECADE);
            for (HistogramIterationValue bucket : histogram.logarithmicBucketValues(FIRST_BUCKET, factor)) {
                buckets.add(new Bucket(bucket.getValueIteratedTo(), bucket.getCountAddedInThisIterationStep()));
            }
            return new Latency(
                    what,
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50),
                    histogram.getValueAtPercentile(90),
                    histogram.getValueAtPercentile(99),
                    histogram.getMaxValue(),
                    buckets);
        }

        /** Percentiles and count as text. */
        String text() {
            if (count == 0) {
                return "not measured in this run";
            }
            return String.format(
                    "p50 %s  p90 %s  p99 %s  max %s  (%s)",
                    Format.micros(p50),
                    Format.micros(p90),
                    Format.micros(p99),
                    Format.micros(max),
                    Format.number(count));
        }
    }

    /** Number of orders that reached a final outcome, by slices of time. */
    record Throughput(Duration slice, List<Integer> orders) {

        private static final int MOST_SLICES = 120;

        static Throughput of(Collection<Outcome> outcomes, Instant started, Duration duration) {
            Duration slice = Duration.ofSeconds(Math.max(1, Math.ceilDiv(duration.toMillis(), MOST_SLICES * 1_000L)));
            int[] orders = new int[(int) (duration.dividedBy(slice) + 1)];
            for (Outcome outcome : outcomes) {
                long at = Duration.between(started, outcome.at()).dividedBy(slice);
                orders[Math.clamp(at, 0, orders.length - 1)]++;
            }
            return new Throughput(slice, IntStream.of(orders).boxed().toList());
        }
    }
}
