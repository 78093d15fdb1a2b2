package dev.ordersaga.eventprocessing.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Number of sequences with dead letters, counted for all meters by one query and cached for a few seconds. */
final class DeadLetterCounts {

    private static final Duration CACHED_FOR = Duration.ofSeconds(5);

    private final DeadLetterQueue deadLetters;
    private final Clock clock;
    private final AtomicReference<Counted> last = new AtomicReference<>(new Counted(Instant.EPOCH, Map.of()));

    DeadLetterCounts(DeadLetterQueue deadLetters, Clock clock) {
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    private record Counted(Instant at, Map<String, Map<DeadLetterState, Long>> counts) {}

    double of(String processor, DeadLetterState state) {
        Instant now = clock.instant();
        Counted counted = last.get();
        if (!now.isBefore(counted.at().plus(CACHED_FOR))) {
            counted = new Counted(now, deadLetters.counts());
            last.set(counted);
        }
        return counted.counts().getOrDefault(processor, Map.of()).getOrDefault(state, 0L);
    }
}
