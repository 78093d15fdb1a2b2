package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Triggers db-scheduler when a task that this process has scheduled becomes due, so that polling is only needed for the
 * tasks of other processes. Tasks that are due at about the same time share one trigger.
 */
final class DueTaskTrigger extends AbstractSchedulerListener {

    /** Tasks that are due later are left to polling. */
    private static final Duration MAX_DELAY = Duration.ofMinutes(1);

    private static final long STEP_MILLIS = 200;

    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Set<Long> planned = ConcurrentHashMap.newKeySet();
    private volatile Runnable trigger = () -> {};

    /** @param name of its thread */
    DueTaskTrigger(Clock clock, String name) {
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    }

    /** @param trigger must not block */
    void start(Runnable trigger) {
        this.trigger = trigger;
    }

    void close() {
        timer.shutdownNow();
    }

    @Override
    public void onExecutionScheduled(TaskInstanceId task, Instant due) {
        after(Duration.between(clock.instant(), due));
    }

    /** Triggers after {@code delay}, or up to 200 ms later; not before the running transaction has committed. */
    void after(Duration delay) {
        if (delay.compareTo(MAX_DELAY) > 0) {
            return;
        }
        long due = nowMillis() + Math.max(0, delay.toMillis());
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    plan(due);
                }
            });
        } else {
            plan(due);
        }
    }

    private void plan(long due) {
        long now = nowMillis();
        // Never the current step: a task that is due at once may not be committed yet.
        long step = Math.floorDiv(Math.max(due, now), STEP_MILLIS) + 1;
        if (planned.add(step)) {
            Future<?> unused = timer.schedule(() -> triggerAt(step), step * STEP_MILLIS - now, TimeUnit.MILLISECONDS);
        }
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void triggerAt(long step) {
        planned.remove(step);
        trigger.run();
    }
}
