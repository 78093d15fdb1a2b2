package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The provider calls that are due, in the database: written, repeated and ended in the transaction of the decision that
 * leads to it. There is at most one per key, and only the payment's decisions add one, so that none is lost or doubled.
 */
final class ProviderCalls {

    /** Stored with each call, hence schema. */
    static final TaskDescriptor<ScheduledCall> TASK = TaskDescriptor.of("provider-call", ScheduledCall.class);

    private final Supplier<TaskRepository> rows;
    private final Runnable hint;
    private final Clock clock;

    /**
     * @param rows asked for with each change: they know the task that in turn needs these calls
     * @param hint that there is something to do now
     */
    ProviderCalls(Supplier<TaskRepository> rows, Runnable hint, Clock clock) {
        this.rows = rows;
        this.hint = hint;
        this.clock = clock;
    }

    /** Makes the call due now, unless it is due anyway. */
    void add(ProviderCall call) {
        Instant now = clock.instant();
        rows.get().createIfNotExists(new ScheduledTaskInstance(instance(call, now), now));
        startAfterCommit();
    }

    /** By the clock that says what is due. */
    Instant now() {
        return clock.instant();
    }

    /** Asks no more what became of this attempt: it is decided what happens to it. */
    void forget(String key) {
        rows.get().getExecution(TASK.instanceId(key)).ifPresent(this::end);
    }

    /** Ends the call: its answer is recorded. */
    void end(Execution execution) {
        rows.get().remove(execution);
    }

    /** Goes on under the same key: with the same call again, or with the one that follows from the answer. */
    void goOn(Execution execution, ProviderCall next, Duration pause) {
        Instant now = clock.instant();
        var data = instance(next, now.plus(pause)).getData();
        rows.get().reschedule(execution, now.plus(pause), data, now, null, 0);
        if (pause.isZero()) {
            startAfterCommit();
        }
    }

    /** Was not made at all: due again later, with no failure more than before. */
    void postpone(Execution execution, Duration pause) {
        rows.get()
                .reschedule(
                        execution,
                        clock.instant().plus(pause),
                        execution.lastSuccess,
                        execution.lastFailure,
                        execution.consecutiveFailures);
    }

    private static TaskInstance<ScheduledCall> instance(ProviderCall call, Instant now) {
        return TASK.instance(call.key())
                .data(new ScheduledCall(call, now, correlation()))
                .build();
    }

    private static Map<String, String> correlation() {
        return CurrentUnitOfWork.correlationData().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    /** Only a hint: when it is lost, the next poll finds the call. */
    private void startAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                hint.run();
            }
        });
    }
}
