package dev.ordersaga.payment.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * System clock that a test can advance. It starts at the real time: a process whose clock differs from its database's
 * does not start.
 */
final class AdvancingClock extends Clock {

    private final AtomicReference<Clock> clock = new AtomicReference<>(Clock.systemUTC());

    void advance(Duration duration) {
        clock.updateAndGet(before -> Clock.offset(before, duration));
    }

    @Override
    public Instant instant() {
        return clock.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.get().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.get().withZone(zone);
    }
}
