package dev.ordersaga.systemtests.model;

import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs due tasks as db-scheduler does: outside any transaction, again after a failure or a crash. */
final class TaskRunner {

    private final Map<String, Task<Object>> tasks = new HashMap<>();
    private final TasksInMemory rows;
    private final TaskRepository repository;
    private final Clock clock;
    private final Faults faults;
    private final EventTrace trace;

    TaskRunner(TasksInMemory rows, List<Task<?>> known, Clock clock, Faults faults, EventTrace trace) {
        this.rows = rows;
        this.repository = rows.repository();
        this.clock = clock;
        this.faults = faults;
        this.trace = trace;
        known.forEach(this::add);
    }

    @SuppressWarnings("unchecked")
    private void add(Task<?> task) {
        tasks.put(task.getTaskName(), (Task<Object>) task);
    }

    @SuppressWarnings("unchecked")
    void run(Execution due) {
        trace.line(() -> "call   " + due.getId() + " (" + due.taskInstance.getData() + ")");
        Execution picked = rows.pick(due);
        Task<Object> task = task(picked);
        var operations = new ExecutionOperations<Object>(repository, SchedulerListeners.NOOP, picked);
        Instant begin = clock.instant();
        try {
            var context = new ExecutionContext(new SchedulerState.SettableSchedulerState(), picked, null, null);
            task.execute(picked.taskInstance, context)
                    .complete(ExecutionComplete.success(picked, begin, clock.instant()), operations);
        } catch (ProcessDied e) {
            trace.result(() -> "its process is dead");
        } catch (InvariantViolation e) {
            throw e;
        } catch (RuntimeException e) {
            // A request that was refused before is refused once more under its key, and then repeated under another
            // one.
            if (faults.isRecovered() && !(e instanceof UnknownOutcomeException)) {
                throw e;
            }
            trace.result(() -> "the call fails: " + e.getMessage());
            failed(task, ExecutionComplete.failure(picked, begin, clock.instant(), e), operations);
        }
    }

    private static void failed(Task<Object> task, ExecutionComplete failure, ExecutionOperations<Object> operations) {
        try {
            task.getFailureHandler().onFailure(failure, operations);
        } catch (ExecutionException e) {
            // It was presumed dead, and has another owner now.
        }
    }

    /** Its heartbeats stopped; its process may be dead or only slow. */
    void presumeDead(Execution picked) {
        trace.line(() -> "dead   " + picked.getId() + " is presumed dead");
        Instant now = clock.instant();
        var operations = new ExecutionOperations<Object>(repository, SchedulerListeners.NOOP, picked);
        task(picked)
                .getDeadExecutionHandler()
                .deadExecution(ExecutionComplete.failure(picked, now, now, new ProcessDied()), operations);
        // The handler of db-scheduler reads the system clock.
        rows.makeDue(picked.getId(), now);
    }

    private Task<Object> task(Execution execution) {
        Task<Object> task = tasks.get(execution.getTaskName());
        if (task == null) {
            throw new IllegalStateException("no task " + execution.getTaskName());
        }
        return task;
    }
}
