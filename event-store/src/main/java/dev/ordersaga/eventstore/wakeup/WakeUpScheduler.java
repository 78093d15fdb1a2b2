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
 * Triggers reading: after commits of this process, on signals of other processes, by polling in case a signal was lost,
 * and to retry at an index that was undecided.
 */
final class WakeUpScheduler implements SmartLifecycle {

    private static final Duration BETWEEN_READS = Duration.ofMillis(1);
    private static final long SHORTEST_RETRY_MILLIS = 2;
    private static final long LONGEST_RETRY_MILLIS = 50;

    private final WakeUpEventStore store;
    private final CommitSignals signals;
    private final WakeUpSettings settings;
    private final ScheduledExecutorService timer;
    private final Throttle reads;
    private final AtomicBoolean retryScheduled = new AtomicBoolean();
    private volatile long stoppedAt = Long.MIN_VALUE;
    private volatile long retryMillis = SHORTEST_RETRY_MILLIS;
    private volatile boolean running;

    WakeUpScheduler(WakeUpEventStore store, ExactReading reading, CommitSignals signals, WakeUpSettings settings) {
        this.store = store;
        this.signals = signals;
        this.settings = settings;
        ScheduledThreadPoolExecutor single =
                new ScheduledThreadPoolExecutor(1, new AxonThreadFactory("event-store-wake-up"));
        // A commit during shutdown needs no wake-up, and must not fail because of it.
        single.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        timer = single;
        reads = new Throttle(store::readNewEvents, BETWEEN_READS, timer, System::nanoTime);
        store.onCommit(this::committed);
        signals.onSignal(this::requestRead);
        reading.barrier().onStop(this::stoppedAt);
        reading.storeChanges().onReplaced(store::reset);
    }

    boolean isConnected() {
        return signals.isConnected();
    }

    private void committed(boolean isCached) {
        if (isCached) {
            store.readLocalCommits();
        } else {
            requestRead();
        }
        signals.send();
    }

    private void requestRead() {
        if (running) {
            reads.request();
        }
    }

    /** A reader stopped at an undecided index: retry soon, and less often while it stays the same index. */
    private void stoppedAt(long index) {
        if (index != stoppedAt) {
            stoppedAt = index;
            retryMillis = SHORTEST_RETRY_MILLIS;
        }
        if (running && retryScheduled.compareAndSet(false, true)) {
            later(this::retry, retryMillis);
            retryMillis = Math.min(2 * retryMillis, LONGEST_RETRY_MILLIS);
        }
    }

    private void retry() {
        retryScheduled.set(false);
        store.readNewEvents();
    }

    /** Whatever a reader throws, it is repeated. */
    private void poll() {
        try {
            store.readNewEvents();
            store.wakeProcessors();
        } finally {
            Duration interval = signals.isConnected() ? settings.pollIntervalWhileListening() : settings.pollInterval();
            if (running) {
                later(this::poll, interval.toMillis());
            }
        }
    }

    private void later(Runnable action, long millis) {
        Future<?> unused = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    }

    /** Starts before Axon's processors and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void start() {
        running = true;
        signals.start();
        timer.execute(this::poll);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        signals.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
