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
 * Looks for what this process has put off when it is due, so that polls need only find what other processes have left.
 * What is due about the same time is looked for once.
 */
final class DueTaskTrigger extends AbstractSchedulerListener {

    /** Whoever waits longer than this does not mind the poll. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final long STEP_MILLIS = 200;

    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Set<Long> planned = ConcurrentHashMap.newKeySet();
    private volatile Runnable look = () -> {};

    /** @param name of its thread */
    DueTaskTrigger(Clock clock, String name) {
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory(), new ThreadPoolExecutor.DiscardPolicy());
    }

    /** @param look must not wait for anything */
    void start(Runnable look) {
        this.look = look;
    }

    void close() {
        timer.shutdownNow();
    }

    @Override
    public void onExecutionScheduled(TaskInstanceId task, Instant due) {
        after(Duration.between(clock.instant(), due));
    }

    /** At the end of the pause or up to a fifth of a second later; not before the running transaction is committed. */
    void after(Duration pause) {
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            return;
        }
        long due = nowMillis() + Math.max(0, pause.toMillis());
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
        // The next step but never this one: what is due at once may be about to be written.
        long step = Math.floorDiv(Math.max(due, now), STEP_MILLIS) + 1;
        if (planned.add(step)) {
            Future<?> unused = timer.schedule(() -> come(step), step * STEP_MILLIS - now, TimeUnit.MILLISECONDS);
        }
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void come(long step) {
        planned.remove(step);
        look.run();
    }
}
