package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The provider calls that are due, in the database: written, repeated and ended in the transaction of the decision that
 * leads to it. There is at most one per key, and only the payment's decisions add one, so that none is lost or doubled.
 */
final class ProviderCalls {

    /** Stored with each call, hence schema. */
    static final TaskDescriptor<ScheduledCall> TASK = TaskDescriptor.of("provider-call", ScheduledCall.class);

    private final Supplier<TaskRepository> rows;
    private final Consumer<TaskInstance<?>> prompt;
    private final Consumer<Duration> hint;
    private final Clock clock;

    /**
     * @param rows asked for with each change: they know the task that in turn needs these calls
     * @param prompt adds what is to be done as soon as the running transaction is committed
     * @param hint that there will be something to do after a while, or as soon as the running transaction is committed
     */
    ProviderCalls(
            Supplier<TaskRepository> rows, Consumer<TaskInstance<?>> prompt, Consumer<Duration> hint, Clock clock) {
        this.rows = rows;
        this.prompt = prompt;
        this.hint = hint;
        this.clock = clock;
    }

    /** Makes the call due now, unless it is due anyway. */
    void add(ProviderCall call) {
        prompt.accept(instance(call, clock.instant()));
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
        hint.accept(pause);
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
        hint.accept(pause);
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
}
