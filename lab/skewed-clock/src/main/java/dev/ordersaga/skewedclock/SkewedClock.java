package dev.ordersaga.skewedclock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/** A clock with an offset in seconds that is read from a file while it runs. */
final class SkewedClock extends Clock {

    private static final long READ_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Clock accurate;
    private final Path file;
    private volatile long readAt;
    private volatile long offsetSeconds;

    /** @param file holds a whole number */
    SkewedClock(Clock accurate, Path file) {
        this.accurate = accurate;
        this.file = file;
        read(System.nanoTime());
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        if (now - readAt > READ_INTERVAL_NANOS) {
            read(now);
        }
        return accurate.instant().plusSeconds(offsetSeconds);
    }

    @Override
    public ZoneId getZone() {
        return accurate.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(accurate.withZone(zone), file);
    }

    private void read(long now) {
        readAt = now;
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty()) { // empty while it is being written
                offsetSeconds = Long.parseLong(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
