package dev.ordersaga.systemtests.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a schedule: each schedule starts at the same instant. */
final class VirtualClock extends Clock {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private Instant now = START;

    void begin() {
        now = START;
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
