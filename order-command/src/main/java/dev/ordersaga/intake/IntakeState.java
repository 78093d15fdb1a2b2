package dev.ordersaga.intake;

import dev.ordersaga.eventprocessing.processors.ProcessorBacklogs.Backlog;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What is known about the queues, and what follows from it.
 *
 * @param delays by processor
 * @param share what the controller admits
 * @param knownAt monotonic time of the last measurement, or of the first request after a pause
 * @param isMeasured false until the first measurement after a pause
 */
record IntakeState(Map<String, QueueDelay> delays, AdmittedShare share, long knownAt, boolean isMeasured) {

    /** Nothing was asked for a while: what was known before says nothing about now. */
    static IntakeState unknownSince(long nanos) {
        return new IntakeState(Map.of(), AdmittedShare.ALL, nanos, false);
    }

    IntakeState measured(Map<String, Backlog> backlogs, Duration target, long nanos) {
        Duration elapsed = Duration.ofNanos(nanos - knownAt);
        Map<String, QueueDelay> next = new HashMap<>();
        backlogs.forEach((processor, backlog) -> next.put(
                processor, delays.getOrDefault(processor, QueueDelay.UNKNOWN).next(backlog, target, elapsed)));
        double longest =
                next.values().stream().mapToDouble(QueueDelay::seconds).max().orElse(0);
        return new IntakeState(Map.copyOf(next), share.next(longest, target, elapsed), nanos, true);
    }

    /** The estimated delay in seconds: the longest of all processors. */
    double delay() {
        return delays.values().stream().mapToDouble(QueueDelay::seconds).max().orElse(0);
    }

    Duration unknownFor(long nanos) {
        return Duration.ofNanos(nanos - knownAt);
    }
}
