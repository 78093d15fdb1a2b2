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
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executor of a task that this process has claimed, of db-scheduler's components.
 *
 * @param process name of this process in claims
 * @param listeners called for each task that is scheduled again
 */
record TaskExecutor(
        Scheduler scheduler,
        TaskRepository repository,
        TaskResolver tasks,
        Serializer data,
        String process,
        HeartbeatConfig heartbeat,
        Clock clock,
        SchedulerListeners listeners) {

    private static final Logger LOG = LoggerFactory.getLogger(TaskExecutor.class);

    /** Like db-scheduler's own execution of a task that was polled: the task defines what follows success and failure. */
    @SuppressWarnings("unchecked")
    void run(Execution execution) {
        Task<Object> task = tasks().resolve(execution).orElseThrow();
        Instant started = clock().instant();
        var operations = new ExecutionOperations<>(repository(), listeners(), execution);
        var current = new CurrentlyExecuting(execution, clock()::instant, heartbeat());
        var context = new ExecutionContext(scheduler().getSchedulerState(), execution, scheduler(), current);
        CompletionHandler<Object> completion;
        try {
            completion = task.execute(execution.taskInstance, context);
        } catch (RuntimeException e) {
            LOG.warn("{} {} failed: {}", execution.getTaskName(), execution.getId(), e.toString());
            var failed = ExecutionComplete.failure(execution, started, clock().instant(), e);
            task.getFailureHandler().onFailure(failed, operations);
            return;
        }
        completion.complete(ExecutionComplete.success(execution, started, clock().instant()), operations);
    }
}
