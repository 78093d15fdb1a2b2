package dev.ordersaga.lab.experiments.throughput.result;

import java.util.List;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * Latencies in milliseconds.
 *
 * @param curve the latency at each of {@link #PERCENTILES}
 */
public record Latency(long count, double p50, double p90, double p99, double p999, double max, List<Double> curve) {

    /** Where the curves of reports have points. */
    public static final List<Double> PERCENTILES =
            List.of(0.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 97.5, 99.0, 99.5, 99.9, 99.99, 100.0);

    private static final double MICROS = 1_000;

    /** @param micros in microseconds */
    public static Latency of(Histogram micros) {
        return new Latency(
                micros.getTotalCount(),
                micros.getValueAtPercentile(50) / MICROS,
                micros.getValueAtPercentile(90) / MICROS,
                micros.getValueAtPercentile(99) / MICROS,
                micros.getValueAtPercentile(99.9) / MICROS,
                micros.getMaxValue() / MICROS,
                DoubleStream.of(PERCENTILES.stream().mapToDouble(p -> p).toArray())
                        .mapToObj(percentile -> micros.getValueAtPercentile(percentile) / MICROS)
                        .toList());
    }
}
