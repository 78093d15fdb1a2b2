package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Retry policy: waits for the service's Retry-After and, on top of it, a random part of an exponentially growing time
 * ("full jitter"), so that clients do not retry at the same moment; stops at a time limit.
 *
 * @param random uniformly distributed in [0, 1); thread-safe
 */
record RetryPolicy(Duration limit, ReplayTime time, DoubleSupplier random) {

    private static final Duration FIRST_JITTER = Duration.ofMillis(100);
    private static final Duration LONGEST_JITTER = Duration.ofSeconds(20);

    /**
     * Pause after an attempt.
     *
     * @param attempt 0 for the first one
     * @param retryAfter null when the service sent none
     */
    Duration pauseAfter(int attempt, @Nullable Duration retryAfter) {
        long exponential = FIRST_JITTER.toNanos() << Math.min(attempt, 20);
        long upperBound = Math.min(exponential, LONGEST_JITTER.toNanos());
        Duration jitter = Duration.ofNanos((long) (random.getAsDouble() * upperBound));
        return retryAfter == null ? jitter : retryAfter.plus(jitter);
    }

    /** Starts the attempts of one request; the time limit counts from now. */
    Attempts start() {
        return new Attempts(time.now().plus(limit));
    }

    /** Attempts of one request, used by one thread. */
    final class Attempts {

        private final Instant end;
        private int made;

        private Attempts(Instant end) {
            this.end = end;
        }

        /**
         * Sleeps before the next attempt.
         *
         * @param retryAfter null when the service sent none
         * @return false, without sleeping, when the pause would end after the time limit
         */
        boolean sleepBeforeNext(@Nullable Duration retryAfter) throws InterruptedException {
            Duration pause = pauseAfter(made++, retryAfter);
            if (time.now().plus(pause).isAfter(end)) {
                return false;
            }
            time.sleep(pause);
            return true;
        }
    }
}
