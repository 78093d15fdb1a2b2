package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before asking again: what the service asked for, never less, and on top of it a random part of a time
 * that doubles with every attempt ("full jitter"), so that waiting clients do not come back together.
 */
final class BackOff {

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;

    /**
     * @param first upper end of the random part before the second attempt
     * @param longest upper end of the random part however many attempts there were
     * @param random uniformly distributed in [0, 1); thread-safe
     */
    BackOff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /**
     * The pause after an attempt.
     *
     * @param attempt 0 for the first one
     * @param retryAfter null when the service named no time
     */
    Duration pauseAfter(int attempt, @Nullable Duration retryAfter) {
        long doubled = first.toNanos() << Math.min(attempt, 20);
        long upperEnd = Math.min(doubled, longest.toNanos());
        Duration jitter = Duration.ofNanos((long) (random.getAsDouble() * upperEnd));
        return retryAfter == null ? jitter : retryAfter.plus(jitter);
    }
}
