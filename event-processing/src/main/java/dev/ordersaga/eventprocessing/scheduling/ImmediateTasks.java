package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
 * one dies.
 */
final class ImmediateTasks {

    private static final Logger LOG = LoggerFactory.getLogger(ImmediateTasks.class);
    private static final int SHUTDOWN_SECONDS = 10;

    private final Components db;
    private final JdbcClient jdbc;
    private final String insert;
    private final Semaphore permits;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledExecutorService heartbeats;
    private final TaskTimeCorrection correction;
    private volatile boolean open;

    /**
     * The components of db-scheduler that execute tasks.
     *
     * @param process name of this process in claims
     * @param listeners called for each task that is scheduled again
     */
    record Components(
            Scheduler scheduler,
            TaskRepository repository,
            TaskResolver tasks,
            Serializer data,
            String process,
            HeartbeatConfig heartbeat,
            Clock clock,
            SchedulerListeners listeners) {}

    /** @param maxRunning how many may run at a time */
    ImmediateTasks(Components db, JdbcClient jdbc, String table, int maxRunning) {
        this.db = db;
        this.jdbc = jdbc;
        this.permits = new Semaphore(maxRunning);
        this.insert =
                "INSERT INTO " + table + " (task_name, task_instance, task_data, execution_time, picked, picked_by,"
                        + " last_heartbeat, version) VALUES (?, ?, ?, ?, true, ?, ?, 1) ON CONFLICT DO NOTHING";
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
     * Writes a task in the running transaction, unless one of its name and id exists.
     *
     * @return false if too many are running: then it is written as due, for any process
     */
    boolean add(TaskInstance<?> instance) {
        Instant now = db.clock().instant();
        var start = new Start(new Execution(now, instance, true, db.process(), null, null, 0, now, 1));
        TransactionSynchronizationManager.registerSynchronization(start);
        if (start.prepare()) {
            return true;
        }
        db.repository().createIfNotExists(new ScheduledTaskInstance(instance, now));
        return false;
    }

    /** Holds a permit from before the task is written until it has ended, or until the transaction has rolled back. */
    private final class Start implements TransactionSynchronization, Runnable {

        private final Execution execution;
        private boolean hasPermit;
        private boolean isWritten;

        Start(Execution execution) {
            this.execution = execution;
        }

        boolean prepare() {
            hasPermit = open && permits.tryAcquire();
            isWritten = hasPermit && insert(execution);
            return hasPermit;
        }

        @Override
        public void afterCompletion(int status) {
            if (isWritten && status == STATUS_COMMITTED) {
                execute();
            } else {
                release();
            }
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
                ImmediateTasks.this.run(execution);
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
            if (hasPermit) {
                permits.release();
            }
        }
    }

    private boolean insert(Execution execution) {
        TaskInstance<?> instance = execution.taskInstance;
        var now = execution.executionTime.atOffset(ZoneOffset.UTC);
        return jdbc.sql(insert)
                        .param(instance.getTaskName())
                        .param(instance.getId())
                        .param(db.data().serialize(instance.getData()))
                        .param(now)
                        .param(execution.pickedBy)
                        .param(now)
                        .update()
                == 1;
    }

    /** Like db-scheduler's own execution of a task that was polled: the task defines what follows success and failure. */
    @SuppressWarnings("unchecked")
    private void run(Execution execution) {
        Task<Object> task = db.tasks().resolve(execution).orElseThrow();
        Instant started = db.clock().instant();
        var operations = new ExecutionOperations<>(db.repository(), db.listeners(), execution);
        var current = new CurrentlyExecuting(execution, db.clock()::instant, db.heartbeat());
        var context = new ExecutionContext(db.scheduler().getSchedulerState(), execution, db.scheduler(), current);
        CompletionHandler<Object> completion;
        try {
            completion = task.execute(execution.taskInstance, context);
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed: {}", execution.getTaskName(), execution.getId(), e.toString());
            var failed =
                    ExecutionComplete.failure(execution, started, db.clock().instant(), e);
            task.getFailureHandler().onFailure(failed, operations);
            return;
        }
        completion.complete(
                ExecutionComplete.success(execution, started, db.clock().instant()), operations);
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
