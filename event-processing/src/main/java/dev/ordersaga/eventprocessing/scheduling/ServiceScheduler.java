package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.ordersaga.eventprocessing.identity.ProcessIdentity;
import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Scheduler of the durable tasks of one service (db-scheduler), in table {@code scheduled_tasks} of its schema. A task that
 * is scheduled inside a transaction exists if that transaction commits (transactional outbox). It runs outside any
 * transaction, in one process at a time, and is repeated when its process dies: at least once.
 */
public final class ServiceScheduler implements SmartLifecycle {

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration NEVER = Duration.ofDays(365_000);

    private final Scheduler scheduler;
    private final TaskRepository repository;
    private final Clock clock;
    private final List<RecurringTask<?>> recurring;
    private final ImmediateTasks immediate;
    private final DueTaskTrigger due;
    private final DueTaskQueue queue;

    private ServiceScheduler(
            TaskExecutor db,
            List<RecurringTask<?>> recurring,
            ImmediateTasks immediate,
            DueTaskTrigger due,
            DueTaskQueue queue) {
        this.scheduler = db.scheduler();
        this.repository = db.repository();
        this.clock = db.clock();
        this.recurring = recurring;
        this.immediate = immediate;
        this.due = due;
        this.queue = queue;
    }

    /**
     * @param schema the service's schema
     * @param tasks all tasks that can be scheduled; recurring ones, such as housekeeping, are scheduled at start-up
     */
    public static ServiceScheduler of(
            String schema, DataSource dataSource, Clock clock, TaskSettings settings, List<? extends Task<?>> tasks) {
        return of(new StoredTasks(schema, dataSource, new TaskDataJson()), clock, settings, tasks);
    }

    /** As {@link #of(String, DataSource, Clock, TaskSettings, List)}, with task data in a form of their own. */
    public static ServiceScheduler of(
            StoredTasks tasksOf, Clock clock, TaskSettings settings, List<? extends Task<?>> tasks) {
        String schema = tasksOf.schema();
        var transactional = new TransactionAwareDataSourceProxy(tasksOf.dataSource());
        var table = schema + ".scheduled_tasks";
        var postgres = new PostgreSqlJdbcCustomization(false, false);
        TaskDataJson json = tasksOf.data();
        List<RecurringTask<?>> recurring = recurring(tasks);
        var due = new DueTaskTrigger(clock, schema + "-tasks-due-timer");
        var name = new SchedulerName.Fixed(ProcessIdentity.NAME);
        Scheduler scheduler = configure(threads(schema, Scheduler.create(transactional, onDemand(tasks))), settings)
                .startTasks(recurring)
                .addSchedulerListener(due)
                .schedulerName(name)
                .tableName(table)
                .jdbcCustomization(postgres)
                .serializer(json)
                .clock(clock::instant)
                // An unknown task belongs to another version of the service and must not be deleted.
                .deleteUnresolvedAfter(NEVER)
                // Without stack traces, with which a failing provider would fill the log.
                .failureLogging(LogLevel.WARN, false)
                .build();
        var known = new TaskResolver(SchedulerListeners.NOOP, clock::instant, new ArrayList<>(tasks));
        var repository =
                new JdbcTaskRepository(transactional, false, postgres, table, known, name, json, false, clock::instant);
        var listeners = new SchedulerListeners(due);
        var db = new TaskExecutor(
                scheduler, repository, known, json, name.getName(), heartbeat(settings), clock, listeners);
        var immediate = new ImmediateTasks(db, JdbcClient.create(transactional), table, settings.threads());
        return new ServiceScheduler(
                db, recurring, immediate, due, queue(JdbcClient.create(transactional), table, tasks, settings, clock));
    }

    private static DueTaskQueue queue(
            JdbcClient jdbc, String table, List<? extends Task<?>> tasks, TaskSettings settings, Clock clock) {
        List<String> names = onDemand(tasks).stream().map(Task::getName).toList();
        return new DueTaskQueue(jdbc, table, names, 2 * settings.threads(), clock);
    }

    private static SchedulerBuilder configure(SchedulerBuilder builder, TaskSettings settings) {
        return builder.pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeatInterval())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .threads(settings.threads())
                .shutdownMaxWait(Duration.ofSeconds(10));
    }

    private static HeartbeatConfig heartbeat(TaskSettings settings) {
        Duration interval = settings.heartbeatInterval();
        return new HeartbeatConfig(interval, MISSED_HEARTBEATS, interval.multipliedBy(MISSED_HEARTBEATS));
    }

    /** Claims and heartbeats have threads and connections of their own, so that tasks cannot delay them. */
    private static SchedulerBuilder threads(String schema, SchedulerBuilder builder) {
        return builder.executorService(Executors.newCachedThreadPool(ConnectionPurpose.TASKS.threads(
                        Thread.ofPlatform().name(schema + "-tasks-", 0).factory())))
                .dueExecutor(Executors.newSingleThreadExecutor(internal(schema, "due")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(3, internal(schema, "housekeeper")));
    }

    private static ThreadFactory internal(String schema, String name) {
        return ConnectionPurpose.PROCESSORS.threads(
                Thread.ofPlatform().name(schema + "-tasks-" + name + "-", 0).factory());
    }

    private static List<Task<?>> onDemand(List<? extends Task<?>> tasks) {
        return tasks.stream()
                .filter(task -> !(task instanceof RecurringTask<?>))
                .<Task<?>>map(task -> task)
                .toList();
    }

    private static List<RecurringTask<?>> recurring(List<? extends Task<?>> tasks) {
        return tasks.stream()
                .filter(RecurringTask.class::isInstance)
                .<RecurringTask<?>>map(RecurringTask.class::cast)
                .toList();
    }

    /** Schedules and cancels tasks; inside a transaction, with effect from its commit. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * For a task that completes or postpones its own execution in the transaction that stores its result (and then has an
     * empty completion handler): db-scheduler's own completion would commit that transaction. Each change fails unless this
     * process still holds the execution, so that a process that was considered dead cannot complete it twice.
     */
    public TaskRepository repository() {
        return repository;
    }

    /**
     * Adds a task that is due now in the running transaction, unless one of its name and id exists. This process executes
     * it directly after the commit; if too many tasks are running here, any process does.
     */
    public void addImmediate(TaskInstance<?> task) {
        if (!immediate.add(task)) {
            queue.added();
            triggerAfterCommit();
        }
    }

    /** Whether more tasks are due than threads will soon begin: what adds more should wait (back pressure). */
    public boolean isFull() {
        return queue.isFull();
    }

    /**
     * Removes a task that this process holds, together with all others of the running transaction, by one statement just
     * before it commits. The commit fails with {@link ExecutionException} if the task was changed meanwhile, such as by
     * another process.
     */
    public void removeAtCommit(Execution execution) {
        immediate.remove(execution);
    }

    /**
     * Checks for due tasks after {@code delay} (up to a minute), rather than at the next poll. Needed after changes by
     * {@link #repository()} only: {@link #scheduler()} does it automatically.
     */
    public void triggerIn(Duration delay) {
        due.after(delay);
    }

    /** Checks for due tasks once the running transaction has committed. */
    public void triggerAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                trigger();
            }
        });
    }

    /** Checks for due tasks now, rather than at the next poll; to be called after the commit. */
    public void trigger() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** @throws RuntimeException if a recurring task cannot be scheduled: db-scheduler alone would only log that */
    @Override
    public void start() {
        ConnectionPurpose.PROCESSORS.during(() -> recurring.forEach(task -> task.onStartup(scheduler, clock::instant)));
        scheduler.start();
        due.start(this::trigger);
        immediate.start();
    }

    @Override
    public void stop() {
        due.close();
        immediate.close();
        scheduler.stop();
        immediate.awaitEnd();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }
}
