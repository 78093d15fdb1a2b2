package dev.ordersaga.eventprocessing.rebuild;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.eventstore.reading.ExactReading;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs rebuilds, in one process at a time: step after step, each with its position in one transaction. */
public final class Rebuilds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilds.class);
    private static final long POLL_SECONDS = 30;
    private static final long MILLIS_AFTER_CONTENTION = 300;

    private final List<RebuildableView> views;
    private final RebuildTable table;
    private final RebuildSteps steps;
    private final TransactionManager transactions;
    private final ProcessorRegistry processors;
    private final ExactReading reading;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService thread;

    Rebuilds(
            List<RebuildableView> views,
            RebuildTable table,
            RebuildSteps steps,
            ProcessorRegistry processors,
            ExactReading reading,
            Clock clock) {
        this.views = views;
        this.table = table;
        this.steps = steps;
        this.transactions = steps.transactions();
        this.processors = processors;
        this.reading = reading;
        this.clock = clock;
    }

    /** The rebuilds of all services. */
    public List<Rebuild> list() {
        return table.list();
    }

    /** Whether this process can rebuild the view. */
    public boolean has(String view) {
        return views.stream().anyMatch(known -> known.name().equals(view));
    }

    /**
     * Begins a rebuild, in the running transaction.
     *
     * @return false if a rebuild of the view is running
     */
    public boolean begin(String view) {
        Optional<RebuildableView> known =
                views.stream().filter(one -> one.name().equals(view)).findFirst();
        String version = known.map(RebuildableView::version).orElse("");
        // Both are decided: no event appears below them later.
        long target = Math.max(processors.highestPosition(view), reading.decided());
        boolean begun = table.begin(view, version, target, clock.instant());
        if (begun) {
            known.ifPresent(RebuildableView::begin);
        }
        return begun;
    }

    /** Starts a rebuild that was begun, once its transaction has committed; without this call, at the next poll. */
    public void trigger() {
        triggerIn(0);
    }

    /** Not synchronized: a stop waits for the thread that may be here. */
    private void triggerIn(long millis) {
        ScheduledExecutorService running = thread;
        try {
            if (running != null) {
                running.schedule(this::runAll, millis, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.info("Rebuilds stop in this process, another one continues them");
        }
    }

    @Override
    public synchronized void start() {
        if (!views.isEmpty()) {
            ScheduledExecutorService started =
                    Executors.newSingleThreadScheduledExecutor(ConnectionPurpose.PROCESSORS.threads(
                            Thread.ofPlatform().name("rebuild").factory()));
            started.scheduleWithFixedDelay(this::runAll, 1, POLL_SECONDS, TimeUnit.SECONDS);
            thread = started;
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            steps.stop();
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void runAll() {
        for (RebuildableView view : views) {
            try {
                steps.run(view);
            } catch (RuntimeException e) {
                failOrRetry(view, e);
            }
        }
    }

    /** Does not throw: the executor would stop polling. */
    private void failOrRetry(RebuildableView view, RuntimeException failure) {
        FailureKind kind = FailureKind.of(failure);
        if (kind == FailureKind.CONTENTION || kind == FailureKind.LOCKED) {
            LOG.info("The rebuild of {} is retried: {}", view.name(), failure.toString());
            triggerIn(MILLIS_AFTER_CONTENTION);
            return;
        }
        if (kind == FailureKind.OUTAGE) {
            LOG.warn("The rebuild of {} continues later: {}", view.name(), failure.toString());
            return;
        }
        LOG.error("The rebuild of {} failed; the old view remains", view.name(), failure);
        if (!isStored(view, failure.toString())
                && !isStored(view, failure.getClass().getName())) {
            LOG.warn("The failure of the rebuild of {} cannot be stored, so it is retried", view.name());
        }
    }

    /** The text of a failure may be what cannot be stored. */
    private boolean isStored(RebuildableView view, String error) {
        try {
            transactions.executeInTransaction(() -> table.finish(view.name(), error, clock.instant()));
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The failure of the rebuild of {} cannot be stored: {}", view.name(), e.toString());
            return false;
        }
    }
}
