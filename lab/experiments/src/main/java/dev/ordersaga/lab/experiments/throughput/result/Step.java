package dev.ordersaga.lab.experiments.throughput.result;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An open-loop load at one rate. Latencies count from the intended time of sending.
 *
 * @param rate offered orders per second
 * @param accepted number of 202, {@code refused} of 503, {@code failed} of everything else
 * @param rejected orders that were accepted and then rejected, by reason
 * @param goodput confirmed orders per second
 * @param backlogGrowth of accepted orders that are not settled, per second
 * @param confirming from the intended placing until a sampled client saw the order confirmed
 * @param acceptedFromSending the same as {@code accepting}, but from the actual time of sending: without the time in which
 *     the load generator itself was late
 */
public record Step(
        String name,
        double rate,
        long offered,
        long accepted,
        long refused,
        long failed,
        long confirmed,
        Map<String, Long> rejected,
        double goodput,
        double backlogGrowth,
        boolean isSustained,
        Latency accepting,
        Latency refusing,
        Latency confirming,
        Latency acceptedFromSending,
        Latency refusedFromSending,
        List<Second> seconds) {

    /** Least and most used heap in MB; empty if it was not read. */
    String heapRange() {
        double[] read = seconds.stream()
                .mapToDouble(second -> second.heapMegabytes() == null ? Double.NaN : second.heapMegabytes())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return read.length == 0 ? "" : String.format(Locale.ROOT, "%.0f–%.0f", read[0], read[read.length - 1]);
    }
}
