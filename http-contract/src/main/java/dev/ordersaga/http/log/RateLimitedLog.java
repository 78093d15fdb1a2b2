package dev.ordersaga.http.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Rate-limited log of one kind of event that clients can cause as often as they like. Of all events within a minute the first,
 * the tenth, the hundredth and so on are logged, each with its number: a flood is a handful of lines, and its size is known to
 * a factor of ten at any time.
 */
public final class RateLimitedLog {

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private long windowStart;
    private long count;
    private long next = 1;

    /** @param nanoTime monotonic, in nanoseconds */
    public RateLimitedLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.windowStart = nanoTime.getAsLong();
    }

    /** Counts the event, and logs it as a warning in one line if its number is due. The message repeats no secret. */
    public void warn(String message) {
        long number = numberIfDue();
        if (number > 0) {
            log.warn("{} ({} within a minute)", message, number);
        }
    }

    private synchronized long numberIfDue() {
        long now = nanoTime.getAsLong();
        if (now - windowStart >= WINDOW) {
            windowStart = now;
            count = 0;
            next = 1;
        }
        count++;
        if (count < next) {
            return 0;
        }
        next *= 10;
        return count;
    }
}
