package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Runs an action at most once per interval: at once if possible; requests within the interval are combined into one run at
 * its end. No request is lost: each is followed by a run that begins after it.
 */
final class Throttle {

    private final Runnable action;
    private final long intervalNanos;
    private final ScheduledExecutorService later;
    private final LongSupplier nanoTime;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long lastRun;

    Throttle(Runnable action, Duration interval, ScheduledExecutorService later, LongSupplier nanoTime) {
        this.action = action;
        this.intervalNanos = interval.toNanos();
        this.later = later;
        this.nanoTime = nanoTime;
        this.lastRun = nanoTime.getAsLong() - intervalNanos;
    }

    void request() {
        long wait = lastRun + intervalNanos - nanoTime.getAsLong();
        if (wait <= 0) {
            run();
        } else if (scheduled.compareAndSet(false, true)) {
            Future<?> unused = later.schedule(
                    () -> {
                        scheduled.set(false);
                        run();
                    },
                    wait,
                    TimeUnit.NANOSECONDS);
        }
    }

    private void run() {
        lastRun = nanoTime.getAsLong();
        action.run();
    }
}
