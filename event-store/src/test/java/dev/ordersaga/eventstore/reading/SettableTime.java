package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Wall clock and nano time, advanced together. */
final class SettableTime {

    private final SettableClock clock = new SettableClock(Clock.systemUTC().instant());
    private final AtomicLong nanos = new AtomicLong();

    void advance(Duration duration) {
        clock.advance(duration);
        nanos.addAndGet(duration.toNanos());
    }

    Clock clock() {
        return clock;
    }

    LongSupplier nanos() {
        return nanos::get;
    }
}
