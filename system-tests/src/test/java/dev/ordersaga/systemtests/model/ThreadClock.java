package dev.ordersaga.systemtests.model;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The clock of the thread's current schedule, for Axon's static clock: schedules run in parallel. */
final class ThreadClock extends Clock {

    private static final ThreadLocal<Clock> CURRENT = ThreadLocal.withInitial(Clock::systemUTC);

    static void set(Clock clock) {
        CURRENT.set(clock);
    }

    @Override
    public Instant instant() {
        return CURRENT.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return CURRENT.get().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return CURRENT.get().withZone(zone);
    }
}
