package dev.ordersaga.lab.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Clock, stopwatch and sleep of the replay; tests replace it. */
interface ReplayTime {

    ReplayTime SYSTEM = new ReplayTime() {

        private final Clock clock = Clock.systemUTC();

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration);
        }
    };

    Instant now();

    /** Monotonic time in nanoseconds, only for differences. */
    long nanos();

    void sleep(Duration duration) throws InterruptedException;
}
