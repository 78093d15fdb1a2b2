package dev.ordersaga.skewedclock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/** The time, off by as many seconds as a file says just now. */
final class SkewedClock extends Clock {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Clock right;
    private final Path file;
    private volatile long lookedAt;
    private volatile long offSeconds;

    /** @param file holds a whole number */
    SkewedClock(Clock right, Path file) {
        this.right = right;
        this.file = file;
        look(System.nanoTime());
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        if (now - lookedAt > LOOK_EVERY_NANOS) {
            look(now);
        }
        return right.instant().plusSeconds(offSeconds);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(right.withZone(zone), file);
    }

    private void look(long now) {
        lookedAt = now;
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty()) { // it is being written
                offSeconds = Long.parseLong(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
