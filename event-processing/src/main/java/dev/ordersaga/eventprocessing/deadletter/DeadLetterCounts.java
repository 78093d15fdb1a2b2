package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** How many sequences wait, counted for all meters at once and at most every few seconds. */
final class DeadLetterCounts {

    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final DeadLetterQueue quarantine;
    private final Clock clock;
    private final AtomicReference<Counted> last = new AtomicReference<>(new Counted(Instant.EPOCH, Map.of()));

    DeadLetterCounts(DeadLetterQueue quarantine, Clock clock) {
        this.quarantine = quarantine;
        this.clock = clock;
    }

    private record Counted(Instant at, Map<String, Map<DeadLetterState, Long>> counts) {}

    double of(String processor, DeadLetterState state) {
        Instant now = clock.instant();
        Counted counted = last.get();
        if (!now.isBefore(counted.at().plus(GOOD_FOR))) {
            counted = new Counted(now, quarantine.counts());
            last.set(counted);
        }
        return counted.counts().getOrDefault(processor, Map.of()).getOrDefault(state, 0L);
    }
}
