package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.ordersaga.eventprocessing.scheduling.ImmediateTaskRows.TaskKey;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tasks that the process which writes them executes directly after the commit, without polling and claiming. They are
 * written as claimed and renewed by the same heartbeats as any other task, so that another process repeats them when this
 * one dies. Those of one transaction are written by one statement, just before it commits.
 */
final class ImmediateTasks {

    private static final Logger LOG = LoggerFactory.getLogger(ImmediateTasks.class);
    private static final int SHUTDOWN_SECONDS = 10;

    private final TaskExecutor db;
    private final ImmediateTaskRows rows;
    private final Semaphore permits;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledExecutorService heartbeats;
    private final TaskTimeCorrection correction;
    private volatile boolean open;

    /** @param maxRunning how many may run at a time */
    ImmediateTasks(TaskExecutor db, JdbcClient jdbc, String table, int maxRunning) {
        this.db = db;
        this.permits = new Semaphore(maxRunning);
        this.rows = new ImmediateTaskRows(jdbc, table, db.data());
        this.correction = new TaskTimeCorrection(jdbc, table);
        this.threads = Executors.newCachedThreadPool(ConnectionPurpose.TASKS.threads(
                Thread.ofPlatform().name(table + "-immediate-", 0).factory()));
        this.heartbeats = new ScheduledThreadPoolExecutor(
                1,
                ConnectionPurpose.PROCESSORS.threads(
                        Thread.ofPlatform().name(table + "-heartbeat").factory()),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Writes a task at the end of the running transaction, unless one of its name and id exists.
     *
     * @return false if too many are running: then it is written as due, for any process
     */
    boolean add(TaskInstance<?> instance) {
        Instant now = db.clock().instant();
        boolean isClaimed = open && permits.tryAcquire();
        pending().add(new Start(new Execution(now, instance, isClaimed, db.process(), null, null, 0, now, 1)));
        return isClaimed;
    }

    /** Removes a task that this process holds at the end of the running transaction, which fails if it was changed meanwhile. */
    void remove(Execution execution) {
        pending().ended.add(execution);
    }

    /** Those of the running transaction. */
    private Pending pending() {
        for (TransactionSynchronization known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Pending pending && pending.owner() == this) {
                return pending;
            }
        }
        Pending first = new Pending();
        TransactionSynchronizationManager.registerSynchronization(first);
        return first;
    }

    /** The tasks of one transaction; starts those that it wrote once it has committed. */
    private final class Pending implements TransactionSynchronization {

        private final Map<TaskKey, Start> tasks = new LinkedHashMap<>();
        private final Set<TaskKey> written = new HashSet<>();
        private final List<Execution> ended = new ArrayList<>();

        ImmediateTasks owner() {
            return ImmediateTasks.this;
        }

        void add(Start start) {
            Start before = tasks.putIfAbsent(TaskKey.of(start.execution), start);
            if (before != null) {
                start.release();
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!ended.isEmpty() && rows.remove(ended) < ended.size()) {
                throw new ExecutionException("one of these tasks was changed meanwhile", ended.getFirst());
            }
            if (!tasks.isEmpty()) {
                written.addAll(rows.insert(
                        tasks.values().stream().map(start -> start.execution).toList()));
            }
        }

        @Override
        public void afterCompletion(int status) {
            tasks.forEach((id, start) -> {
                if (status == STATUS_COMMITTED && written.contains(id) && start.execution.picked) {
                    start.execute();
                } else {
                    start.release();
                }
            });
        }
    }

    /** Holds a permit from before the task is written until it has ended, or until the transaction has rolled back. */
    private final class Start implements Runnable {

        private final Execution execution;

        Start(Execution execution) {
            this.execution = execution;
        }

        private void execute() {
            try {
                running.add(execution);
                threads.execute(this);
            } catch (RejectedExecutionException e) {
                LOG.debug("{}: this process is shutting down, another one will take the task over", execution.getId());
                release();
            }
        }

        @Override
        public void run() {
            try {
                db.run(execution);
            } catch (ExecutionException e) {
                LOG.debug("{} {}: cancelled or rescheduled meanwhile", execution.getTaskName(), execution.getId(), e);
            } catch (RuntimeException e) {
                LOG.error(
                        "{} {}: its completion could not be stored; it will be repeated",
                        execution.getTaskName(),
                        execution.getId(),
                        e);
            } finally {
                release();
            }
        }

        private void release() {
            running.remove(execution);
            if (execution.picked) {
                permits.release();
            }
        }
    }

    void start() {
        open = true;
        long nanos = db.heartbeat().heartbeatInterval.toNanos();
        Future<?> unused = heartbeats.scheduleWithFixedDelay(this::heartbeat, nanos, nanos, TimeUnit.NANOSECONDS);
        Future<?> unusedToo = heartbeats.scheduleWithFixedDelay(correction, 0, 1, TimeUnit.MINUTES);
    }

    /** Does not throw: the executor would stop repeating it. */
    private void heartbeat() {
        try {
            Instant now = db.clock().instant();
            running.forEach(execution -> db.repository().updateHeartbeatWithRetry(execution, now, 1));
        } catch (RuntimeException e) {
            LOG.warn("Heartbeats of running tasks cannot be stored: {}", e.toString());
        }
    }

    /** Accepts no more tasks. */
    void close() {
        open = false;
        threads.shutdown();
    }

    /** Waits a while for running tasks; those that do not end in time are repeated by another process. */
    void awaitEnd() {
        try {
            if (!threads.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} tasks are still running at shutdown; they will be repeated", running.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeats.shutdownNow();
    }
}
