package dev.ordersaga.lab.experiments.throughput.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round of the closed loop.
 *
 * @param seconds from the first placement until the last accepted order was settled
 * @param ordersPerSecond confirmed orders divided by these seconds
 * @param accepted number of 202, {@code refused} of 503, {@code failed} of everything else
 * @param unsettled accepted orders that were not settled in time
 * @param placing latency of the 202
 * @param perOrder counters per confirmed order; null in a round of the warm-up
 * @param peakMegabytes largest resident memory of the services so far
 * @param statements what took PostgreSQL most time, per confirmed order
 */
public record Round(
        double seconds,
        double ordersPerSecond,
        long accepted,
        long refused,
        long failed,
        long confirmed,
        long rejected,
        long unsettled,
        Latency placing,
        @Nullable Counters perOrder,
        long peakMegabytes,
        List<StatementShare> statements) {

    /** Whether a request or an accepted order was lost. */
    boolean isFaulty() {
        return failed + unsettled > 0;
    }
}
