package dev.ordersaga.lab.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How long something took, over many orders. Times are in microseconds, exact to three digits.
 *
 * @param bars how many orders took how long; all histograms share the same steps, eight to a factor of ten
 */
record Latencies(String what, long count, long p50, long p90, long p99, long max, List<Bar> bars) {

    private static final long LONGEST = 24L * 3600 * 1_000_000;
    static final int STEPS = 8;

    /** @param step the bar holds times from 10^(step/8) to 10^((step+1)/8) microseconds */
    record Bar(int step, long count) {

        /** Its lower end in microseconds. */
        double from() {
            return Math.pow(10, (double) step / STEPS);
        }
    }

    static Latencies of(String what, LongStream micros) {
        Histogram histogram = new Histogram(LONGEST, 3);
        micros.forEach(value -> histogram.recordValue(Math.clamp(value, 1, LONGEST)));
        return new Latencies(
                what,
                histogram.getTotalCount(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(90),
                histogram.getValueAtPercentile(99),
                histogram.getMaxValue(),
                bars(histogram));
    }

    /** The percentiles, and of how many. */
    String words() {
        if (count == 0) {
            return "nothing to measure in this run";
        }
        return String.format(
                "p50 %s  p90 %s  p99 %s  max %s  (%s)",
                Words.time(p50), Words.time(p90), Words.time(p99), Words.time(max), Words.number(count));
    }

    private static List<Bar> bars(Histogram histogram) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        for (HistogramIterationValue value : histogram.recordedValues()) {
            int step = (int) Math.floor(Math.log10((double) value.getValueIteratedTo()) * STEPS);
            counts.merge(step, value.getCountAddedInThisIterationStep(), Long::sum);
        }
        List<Bar> bars = new ArrayList<>();
        if (!counts.isEmpty()) {
            for (int step = counts.firstKey(); step <= counts.lastKey(); step++) {
                bars.add(new Bar(step, counts.getOrDefault(step, 0L)));
            }
        }
        return bars;
    }
}
