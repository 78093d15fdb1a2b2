package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.reading.ExactReading;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.common.AxonThreadFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Everything that makes readers look: commits of this process, hints of others, a poll for the hints that get lost, and
 * the retry at an index that is still open.
 */
final class WakeUpScheduler implements SmartLifecycle {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final long SHORTEST_RETRY_MILLIS = 2;
    private static final long LONGEST_RETRY_MILLIS = 50;

    private final WakeUpEventStore store;
    private final CommitSignals hints;
    private final WakeUpSettings settings;
    private final ScheduledExecutorService timer;
    private final Throttle look;
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private volatile long heldAt = Long.MIN_VALUE;
    private volatile long retryMillis = SHORTEST_RETRY_MILLIS;
    private volatile boolean running;

    WakeUpScheduler(WakeUpEventStore store, ExactReading reading, CommitSignals hints, WakeUpSettings settings) {
        this.store = store;
        this.hints = hints;
        this.settings = settings;
        ScheduledThreadPoolExecutor single =
                new ScheduledThreadPoolExecutor(1, new AxonThreadFactory("event-store-wake-up"));
        // A commit during shutdown wakes nobody, and must not fail for that.
        single.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer = single;
        look = new Throttle(store::wakeUp, BETWEEN_LOOKS, timer, System::nanoTime);
        store.onCommit(this::committed);
        hints.onHint(this::ring);
        reading.holdBack().onHold(this::held);
        reading.watch().onReplaced(store::startOver);
    }

    boolean hintsArrive() {
        return hints.arrive();
    }

    private void committed(boolean isKnown) {
        if (isKnown) {
            store.wakeUpForOwn();
        } else {
            ring();
        }
        hints.send();
    }

    private void ring() {
        if (running) {
            look.ring();
        }
    }

    /** A reader met an index that is still open: it looks again soon, and less often while it stays the same one. */
    private void held(long index) {
        if (index != heldAt) {
            heldAt = index;
            retryMillis = SHORTEST_RETRY_MILLIS;
        }
        if (running && retryScheduled.compareAndSet(false, true)) {
            later(this::retry, retryMillis);
            retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
        }
    }

    private void retry() {
        retryScheduled.set(false);
        store.wakeUp();
    }

    private void poll() {
        store.wakeUp();
        store.wakeProcessors();
        Duration interval = hints.arrive() ? settings.pollIntervalWithHints() : settings.pollInterval();
        if (running) {
            later(this::poll, interval.toMillis());
        }
    }

    private void later(Runnable action, long millis) {
        Future<?> unused = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    /** Before Axon's processors, and until after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
        hints.start();
        timer.execute(this::poll);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        hints.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
