package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
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
 * Tasks that the process which writes them begins by itself, as soon as they are committed: nobody has to find and claim
 * them first. They are written as claimed and live by the same heartbeats as any other task, so that they are repeated
 * when this process dies.
 */
final class ImmediateTasks {

    private static final Logger LOG = LoggerFactory.getLogger(ImmediateTasks.class);
    private static final int SECONDS_TO_END = 10;

    private final Common common;
    private final JdbcClient jdbc;
    private final String insert;
    private final Semaphore places;
    private final Set<Execution> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final ScheduledExecutorService heartbeats;
    private volatile boolean open;

    /**
     * What they share with tasks that are found when they are due.
     *
     * @param process how this process signs a claim
     * @param listeners told of each task that is to be done again later
     */
    record Common(
            Scheduler scheduler,
            TaskRepository rows,
            TaskResolver tasks,
            Serializer data,
            String process,
            HeartbeatConfig heartbeat,
            Clock clock,
            SchedulerListeners listeners) {}

    /** @param places how many may run at a time */
    ImmediateTasks(Common common, JdbcClient jdbc, String table, int places) {
        this.common = common;
        this.jdbc = jdbc;
        this.places = new Semaphore(places);
        this.insert =
                "INSERT INTO " + table + " (task_name, task_instance, task_data, execution_time, picked, picked_by,"
                        + " last_heartbeat, version) VALUES (?, ?, ?, ?, true, ?, ?, 1) ON CONFLICT DO NOTHING";
        this.threads = Executors.newCachedThreadPool(ConnectionPurpose.TASKS.threads(
                Thread.ofPlatform().name(table + "-prompt-", 0).factory()));
        this.heartbeats = new ScheduledThreadPoolExecutor(
                1,
                ConnectionPurpose.PROCESSORS.threads(
                        Thread.ofPlatform().name(table + "-heartbeat").factory()),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Writes a task in the running transaction, unless there is one of its name and id.
     *
     * @return false if there is no place for it here: it is due for whoever looks next
     */
    boolean add(TaskInstance<?> instance) {
        Instant now = common.clock().instant();
        var start = new Start(new Execution(now, instance, true, common.process(), null, null, 0, now, 1));
        TransactionSynchronizationManager.registerSynchronization(start);
        if (start.prepare()) {
            return true;
        }
        common.rows().createIfNotExists(new ScheduledTaskInstance(instance, now));
        return false;
    }

    /** The place of a task from before it is written until it has ended, or until it is known not to be there. */
    private final class Start implements TransactionSynchronization, Runnable {

        private final Execution execution;
        private boolean hasPlace;
        private boolean isWritten;

        Start(Execution execution) {
            this.execution = execution;
        }

        boolean prepare() {
            hasPlace = open && places.tryAcquire();
            isWritten = hasPlace && insert(execution);
            return hasPlace;
        }

        @Override
        public void afterCompletion(int status) {
            if (isWritten && status == STATUS_COMMITTED) {
                begin();
            } else {
                leave();
            }
        }

        private void begin() {
            try {
                running.add(execution);
                threads.execute(this);
            } catch (RejectedExecutionException e) {
                LOG.debug("{}: this process ends, another one will take it over", execution.getId());
                leave();
            }
        }

        @Override
        public void run() {
            try {
                ImmediateTasks.this.run(execution);
            } catch (RuntimeException e) {
                LOG.error(
                        "{} {}: its end could not be stored; it will be repeated",
                        execution.getTaskName(),
                        execution.getId(),
                        e);
            } finally {
                leave();
            }
        }

        private void leave() {
            running.remove(execution);
            if (hasPlace) {
                places.release();
            }
        }
    }

    private boolean insert(Execution execution) {
        TaskInstance<?> instance = execution.taskInstance;
        var now = execution.executionTime.atOffset(ZoneOffset.UTC);
        return jdbc.sql(insert)
                        .param(instance.getTaskName())
                        .param(instance.getId())
                        .param(common.data().serialize(instance.getData()))
                        .param(now)
                        .param(execution.pickedBy)
                        .param(now)
                        .update()
                == 1;
    }

    /** As the scheduler does with what it has found: the task says what follows from success and from failure. */
    @SuppressWarnings("unchecked")
    private void run(Execution execution) {
        Task<Object> task = common.tasks().resolve(execution).orElseThrow();
        Instant started = common.clock().instant();
        var operations = new ExecutionOperations<>(common.rows(), common.listeners(), execution);
        var current = new CurrentlyExecuting(execution, common.clock()::instant, common.heartbeat());
        var context =
                new ExecutionContext(common.scheduler().getSchedulerState(), execution, common.scheduler(), current);
        CompletionHandler<Object> completion;
        try {
            completion = task.execute(execution.taskInstance, context);
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed: {}", execution.getTaskName(), execution.getId(), e.toString());
            var failed =
                    ExecutionComplete.failure(execution, started, common.clock().instant(), e);
            task.getFailureHandler().onFailure(failed, operations);
            return;
        }
        completion.complete(
                ExecutionComplete.success(execution, started, common.clock().instant()), operations);
    }

    void start() {
        open = true;
        long nanos = common.heartbeat().heartbeatInterval.toNanos();
        Future<?> unused = heartbeats.scheduleWithFixedDelay(this::beat, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void beat() {
        Instant now = common.clock().instant();
        running.forEach(execution -> common.rows().updateHeartbeatWithRetry(execution, now, 1));
    }

    /** Takes no more. */
    void close() {
        open = false;
        threads.shutdown();
    }

    /** Waits a while for those that run; what is not done by then is repeated elsewhere. */
    void awaitEnd() {
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("{} tasks go on while the process ends; they will be repeated", running.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeats.shutdownNow();
    }
}
