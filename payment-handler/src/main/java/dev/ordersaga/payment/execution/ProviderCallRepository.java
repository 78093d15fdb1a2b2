package dev.ordersaga.payment.execution;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.ordersaga.payment.ProviderCall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Repository of due provider calls, which are tasks of the scheduler (a transactional outbox): written, rescheduled and
 * removed in the transaction of the decision that leads to it. There is at most one per idempotency key, and only the
 * payment's decisions add one, so that none is lost or duplicated.
 */
final class ProviderCallRepository {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderCallRepository.class);

    /** Stored with each call: part of the schema. */
    static final TaskDescriptor<ScheduledCall> TASK = TaskDescriptor.of("provider-call", ScheduledCall.class);

    /** The due time of a call that was given up: far in the future, so that only an operator can make it due. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final String SINCE = "(convert_from(task_data, 'UTF8')::jsonb ->> 'since')::timestamptz";
    private static final String CALLS = " FROM paymenthandler.scheduled_tasks WHERE task_name = :task";
    private static final String FAILED =
            CALLS + " AND consecutive_failures > 0 AND (execution_time >= :never OR NOT :onlyGivenUp)";
    private static final String OVERDUE = CALLS + " AND (consecutive_failures > 0 AND (" + SINCE
            + " < :before OR execution_time >= :never) OR execution_time < :before)";

    private final Supplier<TaskRepository> rows;
    private final Consumer<TaskInstance<?>> addImmediate;
    private final Consumer<Execution> removeAtCommit;
    private final Consumer<Duration> hint;
    private final JdbcClient jdbc;
    private final Clock clock;

    /**
     * @param rows resolved with each change: the scheduler needs the task that in turn needs this repository
     * @param addImmediate adds a task that is to run as soon as the current transaction has committed
     * @param removeAtCommit removes a call that this process is making
     * @param hint announces a task that becomes due after this pause, or at the commit of the current transaction
     */
    ProviderCallRepository(
            Supplier<TaskRepository> rows,
            Consumer<TaskInstance<?>> addImmediate,
            Consumer<Execution> removeAtCommit,
            Consumer<Duration> hint,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.addImmediate = addImmediate;
        this.removeAtCommit = removeAtCommit;
        this.hint = hint;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Current time of the clock that decides what is due. */
    Instant now() {
        return clock.instant();
    }

    /** Makes the call due now, unless it is scheduled already. */
    void add(ProviderCall call) {
        addImmediate.accept(instance(call, clock.instant()));
    }

    /** Removes the call, if it is scheduled; too late for one that is just being made. */
    void cancel(String key) {
        try {
            rows.get()
                    .getExecution(TASK.instanceId(key))
                    .ifPresent(execution -> rows.get().remove(execution));
        } catch (ExecutionException e) {
            LOG.debug("{} changes while it is cancelled", key, e);
        }
    }

    /** Removes a call whose answer is recorded. */
    void complete(Execution execution) {
        removeAtCommit.accept(execution);
    }

    /**
     * Replaces the call by the next one under the same key: by a repeated look-up, or by what follows from the answer.
     */
    void continueWith(Execution execution, ProviderCall next, Duration pause) {
        Instant now = clock.instant();
        var data = instance(next, now.plus(pause)).getData();
        rows.get().reschedule(execution, now.plus(pause), data, now, null, 0);
        hint.accept(pause);
    }

    /** Reschedules a call that was not made, without counting a failure. */
    void postpone(Execution execution, Duration pause) {
        rows.get()
                .reschedule(
                        execution,
                        clock.instant().plus(pause),
                        execution.lastSuccess,
                        execution.lastFailure,
                        execution.consecutiveFailures);
        hint.accept(pause);
    }

    /** Failed calls, the oldest first. */
    List<FailedCall> failed(boolean onlyGivenUp, int limit) {
        return sql("SELECT task_instance, consecutive_failures, execution_time, " + SINCE + " AS since" + FAILED
                        + " ORDER BY since LIMIT :limit")
                .param("onlyGivenUp", onlyGivenUp)
                .param("limit", limit)
                .query((row, number) -> failedCall(row))
                .list();
    }

    /** Number of calls that have failed and are older than this, were given up, or are due for so long and not made. */
    long countOverdue(Duration age) {
        return sql("SELECT count(*)" + OVERDUE)
                .param("before", utc(clock.instant().minus(age)))
                .query(Long.class)
                .single();
    }

    /** Calls that have failed and are older than this, were given up, or are due for so long; the oldest first. */
    List<FailedCall> overdue(Duration age, int limit) {
        return sql("SELECT task_instance, consecutive_failures, execution_time, " + SINCE + " AS since" + OVERDUE
                        + " ORDER BY since LIMIT :limit")
                .param("before", utc(clock.instant().minus(age)))
                .param("limit", limit)
                .query((row, number) -> failedCall(row))
                .list();
    }

    /**
     * Makes a failed call due now, in the current transaction.
     *
     * @return false if no such call has failed, or if it is being made right now
     */
    boolean retry(String key) {
        return sql("UPDATE paymenthandler.scheduled_tasks SET execution_time = :now, version = version + 1"
                                + " WHERE task_name = :task AND task_instance = :key AND consecutive_failures > 0"
                                + " AND NOT picked")
                        .param("key", key)
                        .update()
                == 1;
    }

    /**
     * Makes many failed calls due, one after the other, in the current transaction. A call that is being made is
     * skipped.
     *
     * @param perSecond how many become due in a second
     * @return how many became due
     */
    int retryAll(boolean onlyGivenUp, int perSecond, int atMost) {
        return sql("UPDATE paymenthandler.scheduled_tasks AS known SET version = version + 1, execution_time ="
                        + " :now::timestamptz + (n.place - 1) * interval '1 second' / :perSecond FROM"
                        + " (SELECT task_instance, row_number() OVER (ORDER BY " + SINCE + ") AS place" + FAILED
                        + " AND NOT picked ORDER BY " + SINCE + " LIMIT :atMost) n"
                        + " WHERE known.task_name = :task AND known.task_instance = n.task_instance AND NOT known.picked")
                .param("onlyGivenUp", onlyGivenUp)
                .param("perSecond", perSecond)
                .param("atMost", atMost)
                .update();
    }

    long countOpen() {
        return sql("SELECT count(*)" + CALLS).query(Long.class).single();
    }

    long countFailed() {
        return sql("SELECT count(*)" + CALLS + " AND consecutive_failures > 0")
                .query(Long.class)
                .single();
    }

    long countGivenUp() {
        return sql("SELECT count(*)" + CALLS + " AND execution_time >= :never")
                .query(Long.class)
                .single();
    }

    /** Age of the oldest failed call; zero if there is none. */
    Duration oldestFailedAge() {
        return sql("SELECT min(" + SINCE + ")" + CALLS + " AND consecutive_failures > 0")
                .query(OffsetDateTime.class)
                .optional()
                .map(since -> Duration.between(since.toInstant(), clock.instant()))
                .orElse(Duration.ZERO);
    }

    private static FailedCall failedCall(ResultSet row) throws SQLException {
        Instant due = row.getObject("execution_time", OffsetDateTime.class).toInstant();
        return new FailedCall(
                row.getString("task_instance"),
                row.getInt("consecutive_failures"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                due.isBefore(NEVER) ? due : null);
    }

    private StatementSpec sql(String statement) {
        return jdbc.sql(statement)
                .param("task", TASK.getTaskName())
                .param("never", utc(NEVER))
                .param("now", utc(clock.instant()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static TaskInstance<ScheduledCall> instance(ProviderCall call, Instant due) {
        return TASK.instance(call.key())
                .data(new ScheduledCall(call, due, correlation()))
                .build();
    }

    private static Map<String, String> correlation() {
        return CurrentUnitOfWork.correlationData().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }
}
