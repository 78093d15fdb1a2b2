package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.HeartbeatConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
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
 * The durable tasks of one service, in table {@code scheduled_tasks} of its schema. A task that is scheduled inside a
 * transaction exists if that transaction commits. It runs outside any transaction, in one process at a time, and is
 * repeated when its process dies: at least once.
 */
public final class ServiceScheduler implements SmartLifecycle {

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration FOREVER = Duration.ofDays(365_000);

    private final Scheduler scheduler;
    private final TaskRepository rows;
    private final Clock clock;
    private final List<RecurringTask<?>> recurring;
    private final ImmediateTasks prompt;
    private final DueTaskTrigger due;

    private ServiceScheduler(
            ImmediateTasks.Common common, List<RecurringTask<?>> recurring, ImmediateTasks prompt, DueTaskTrigger due) {
        this.scheduler = common.scheduler();
        this.rows = common.rows();
        this.clock = common.clock();
        this.recurring = recurring;
        this.prompt = prompt;
        this.due = due;
    }

    /**
     * @param schema the service's schema
     * @param tasks what can be scheduled; recurring ones, such as housekeeping, schedule themselves
     */
    public static ServiceScheduler of(
            String schema, DataSource dataSource, Clock clock, TaskSettings settings, List<? extends Task<?>> tasks) {
        var transactional = new TransactionAwareDataSourceProxy(dataSource);
        var table = schema + ".scheduled_tasks";
        var postgres = new PostgreSqlJdbcCustomization(false, false);
        var json = new TaskDataJson();
        List<RecurringTask<?>> recurring = recurring(tasks);
        var due = new DueTaskTrigger(clock, schema + "-tasks-due-timer");
        Scheduler scheduler = paced(threads(schema, Scheduler.create(transactional, onDemand(tasks))), settings)
                .startTasks(recurring)
                .addSchedulerListener(due)
                .tableName(table)
                .jdbcCustomization(postgres)
                .serializer(json)
                .clock(clock::instant)
                // A task that this version does not know is another version's: it must not be deleted after a while.
                .deleteUnresolvedAfter(FOREVER)
                // In one line: a failing provider must not fill the log with stack traces.
                .failureLogging(LogLevel.WARN, false)
                .build();
        var known = new TaskResolver(SchedulerListeners.NOOP, clock::instant, new ArrayList<>(tasks));
        var name = new SchedulerName.Hostname();
        var rows =
                new JdbcTaskRepository(transactional, false, postgres, table, known, name, json, false, clock::instant);
        var listeners = new SchedulerListeners(due);
        var common = new ImmediateTasks.Common(
                scheduler, rows, known, json, name.getName(), heartbeat(settings), clock, listeners);
        var prompt = new ImmediateTasks(common, JdbcClient.create(transactional), table, settings.threads());
        return new ServiceScheduler(common, recurring, prompt, due);
    }

    private static SchedulerBuilder paced(SchedulerBuilder builder, TaskSettings settings) {
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

    /** Claims and heartbeats are not to be held up by what the tasks do. */
    private static SchedulerBuilder threads(String schema, SchedulerBuilder builder) {
        return builder.executorService(Executors.newCachedThreadPool(ConnectionPurpose.TASKS.threads(
                        Thread.ofPlatform().name(schema + "-tasks-", 0).factory())))
                .dueExecutor(Executors.newSingleThreadExecutor(upkeep(schema, "due")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(3, upkeep(schema, "housekeeper")));
    }

    private static ThreadFactory upkeep(String schema, String name) {
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

    /** For scheduling and cancelling; what is done inside a transaction takes effect when it commits. */
    public Scheduler tasks() {
        return scheduler;
    }

    /**
     * For a task that ends or postpones its own execution in the transaction that stores its result (and then leaves its
     * completion handler empty): db-scheduler's own completion commits whatever transaction it meets. Each change fails
     * unless the execution is still the task's own, so that a process that was taken for dead cannot end it twice.
     */
    public TaskRepository rows() {
        return rows;
    }

    /**
     * Adds a task that is due now in the running transaction, unless there is one of its name and id. This process begins
     * it right after the commit; if it has enough to do already, whoever looks next for what is due.
     */
    public void addPrompt(TaskInstance<?> task) {
        if (!prompt.add(task)) {
            hintAfterCommit();
        }
    }

    /**
     * There will be something to do after {@code pause}: look about then, not at the next poll. Only a hint, and only up to
     * a minute. For those who change {@link #rows()}; what {@link #tasks()} schedules is looked for anyway.
     */
    public void hintIn(Duration pause) {
        due.after(pause);
    }

    /** There is something to do once the running transaction is committed. */
    public void hintAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                hint();
            }
        });
    }

    /** There is something to do now: look before the next poll is due. Call it after commit; a lost hint costs time only. */
    public void hint() {
        scheduler.triggerCheckForDueExecutions();
    }

    /** @throws RuntimeException if what repeats itself cannot be scheduled: the scheduler alone would log that and go on */
    @Override
    public void start() {
        ConnectionPurpose.PROCESSORS.during(() -> recurring.forEach(task -> task.onStartup(scheduler, clock::instant)));
        scheduler.start();
        due.start(this::hint);
        prompt.start();
    }

    @Override
    public void stop() {
        due.close();
        prompt.close();
        scheduler.stop();
        prompt.awaitEnd();
    }

    @Override
    public boolean isRunning() {
        return scheduler.getSchedulerState().isStarted()
                && !scheduler.getSchedulerState().isShuttingDown();
    }
}
