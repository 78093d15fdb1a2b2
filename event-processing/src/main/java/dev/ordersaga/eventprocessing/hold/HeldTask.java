package dev.ordersaga.eventprocessing.hold;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.function.BooleanSupplier;

/** Task whose executions are put off while the system is on hold. */
public final class HeldTask<T> extends AbstractTask<T> {

    private final Task<T> task;
    private final BooleanSupplier isHeld;

    /** @param isHeld asked before each execution */
    public HeldTask(Task<T> task, BooleanSupplier isHeld) {
        super(
                task.getName(),
                task.getDataClass(),
                task.getFailureHandler(),
                task.getDeadExecutionHandler(),
                task.getDefaultPriority());
        this.task = task;
        this.isHeld = isHeld;
    }

    @Override
    public CompletionHandler<T> execute(TaskInstance<T> instance, ExecutionContext context) {
        if (isHeld.getAsBoolean()) {
            return (complete, operations) ->
                    operations.reschedule(complete, complete.getTimeDone().plus(Hold.ASK_AGAIN));
        }
        return task.execute(instance, context);
    }

    @Override
    public SchedulableInstance<T> schedulableInstance(String id) {
        return task.schedulableInstance(id);
    }

    @Override
    public SchedulableInstance<T> schedulableInstance(String id, T data) {
        return task.schedulableInstance(id, data);
    }
}
