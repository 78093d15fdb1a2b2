package dev.ordersaga.systemtests.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a schedule: each schedule starts at the same instant. */
final class VirtualClock extends Clock {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final ThreadLocal<VirtualClock> RUNNING = ThreadLocal.withInitial(VirtualClock::new);

    /** The clock of the schedule that this thread runs: Axon has one for the events of all. */
    static final Clock OF_THREAD = source(() -> RUNNING.get().instant());

    private Instant now = START;

    private static Clock source(InstantSource instants) {
        return instants.withZone(ZoneOffset.UTC);
    }

    void begin() {
        now = START;
        RUNNING.set(this);
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }

    /** Never backwards. */
    void advanceTo(Instant moment) {
        if (moment.isAfter(now)) {
            now = moment;
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now, zone);
    }
}
