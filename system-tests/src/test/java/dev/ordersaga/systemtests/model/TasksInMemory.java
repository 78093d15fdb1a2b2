package dev.ordersaga.systemtests.model;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.ordersaga.eventprocessing.scheduling.TaskDataJson;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In-memory task repository with optimistic locking by version, as the table of db-scheduler has it. Methods that the
 * model does not call are not implemented.
 */
final class TasksInMemory {

    private final Map<String, Execution> rows = new LinkedHashMap<>();
    private final TaskDataJson json = new TaskDataJson();
    private final Transactions transactions;
    private final PlantedBugs bugs;
    private boolean isSerialized;

    TasksInMemory(Transactions transactions, PlantedBugs bugs) {
        this.transactions = transactions;
        this.bugs = bugs;
    }

    /** @param serialized whether data are serialized and deserialized */
    void begin(boolean serialized) {
        rows.clear();
        isSerialized = serialized;
    }

    /** The process died: its memory is lost. */
    void die() {
        if (bugs.is(PlantedBug.CALLS_ARE_KEPT_IN_MEMORY)) {
            rows.clear();
        }
    }

    List<Execution> due(Instant now) {
        List<Execution> due = new ArrayList<>();
        for (Execution row : rows.values()) {
            if (!row.picked && !row.executionTime.isAfter(now)) {
                due.add(row);
            }
        }
        return due;
    }

    List<Execution> all() {
        return List.copyOf(rows.values());
    }

    Execution pick(Execution due) {
        Execution picked = due.updateToPicked("model", due.executionTime);
        put(picked);
        return picked;
    }

    /** Reschedules it to now, as an operator does. */
    void makeDue(String id, Instant now) {
        Execution row = rows.get(id);
        if (row != null && !row.picked) {
            put(changed(row, now, row.taskInstance, row.consecutiveFailures));
        }
    }

    /** The rows as db-scheduler's repository. */
    TaskRepository repository() {
        return (TaskRepository) Proxy.newProxyInstance(
                TaskRepository.class.getClassLoader(),
                new Class<?>[] {TaskRepository.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    }

    private @Nullable Object answer(String method, Object[] asked) {
        return switch (method) {
            case "createIfNotExists" -> create((ScheduledTaskInstance) asked[0]);
            case "getExecution" -> find(asked);
            case "remove" -> {
                owned((Execution) asked[0]);
                remove((Execution) asked[0]);
                yield null;
            }
            case "reschedule" -> {
                reschedule(asked);
                yield true;
            }
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private Optional<Execution> find(Object[] asked) {
        String id = asked.length == 1 ? ((TaskInstanceId) asked[0]).getId() : String.valueOf(asked[1]);
        return Optional.ofNullable(rows.get(id));
    }

    boolean create(ScheduledTaskInstance task) {
        if (rows.containsKey(task.getId())) {
            return false;
        }
        put(new Execution(task.getExecutionTime(), stored(task.getTaskInstance())));
        return true;
    }

    /** Execution, due, [data], success, failure, failures in a row. */
    private void reschedule(Object[] asked) {
        Execution execution = (Execution) asked[0];
        owned(execution);
        TaskInstance<?> instance = asked.length == 6
                ? stored(new TaskInstance<>(execution.getTaskName(), execution.getId(), asked[2]))
                : execution.taskInstance;
        put(changed(execution, (Instant) asked[1], instance, (int) asked[asked.length - 1]));
    }

    private static Execution changed(Execution before, Instant due, TaskInstance<?> instance, int failures) {
        return new Execution(due, instance, false, null, null, null, failures, null, before.version + 1);
    }

    private void owned(Execution execution) {
        Execution row = rows.get(execution.getId());
        if (row == null || row.version != execution.version) {
            throw new ExecutionException("not the owner", execution);
        }
    }

    private TaskInstance<?> stored(TaskInstance<?> task) {
        Object data = task.getData();
        return isSerialized
                ? new TaskInstance<>(
                        task.getTaskName(), task.getId(), json.deserialize(data.getClass(), json.serialize(data)))
                : task;
    }

    private void put(Execution execution) {
        Execution before = rows.put(execution.getId(), execution);
        restoreOnRollback(execution.getId(), before);
    }

    private void remove(Execution execution) {
        restoreOnRollback(execution.getId(), rows.remove(execution.getId()));
    }

    private void restoreOnRollback(String id, @Nullable Execution before) {
        transactions.onRollback(() -> {
            if (before == null) {
                rows.remove(id);
            } else {
                rows.put(id, before);
            }
        });
    }
}
