package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timer that records what is scheduled, for tests to run. */
final class ManualTimer extends ScheduledThreadPoolExecutor {

    final Deque<Runnable> scheduled = new ArrayDeque<>();
    final List<Duration> delays = new ArrayList<>();

    ManualTimer() {
        super(0);
    }

    @Override
    @SuppressWarnings("NullAway") // The result is not used.
    public @Nullable ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        scheduled.add(command);
        delays.add(Duration.of(delay, unit.toChronoUnit()));
        return null;
    }
}
