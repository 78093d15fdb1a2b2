package dev.ordersaga.eventprocessing.scheduling;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Writes and removes many rows of db-scheduler's table by one statement. */
final class ImmediateTaskRows {

    private final JdbcClient jdbc;
    private final Serializer data;
    private final String insert;
    private final String remove;

    /** @param table with its schema */
    ImmediateTaskRows(JdbcClient jdbc, String table, Serializer data) {
        this.jdbc = jdbc;
        this.data = data;
        this.insert = """
                INSERT INTO %s (task_name, task_instance, task_data, execution_time, picked, picked_by, last_heartbeat, version)
                SELECT n.name, n.instance, n.data, :now, n.picked,
                       CASE WHEN n.picked THEN :process END, CASE WHEN n.picked THEN :now END, 1
                  FROM unnest(:names, :instances, :data, :picked) AS n (name, instance, data, picked)
                ON CONFLICT DO NOTHING RETURNING task_name, task_instance""".formatted(table);
        this.remove = """
                DELETE FROM %s t USING unnest(:names, :instances, :versions) AS r (name, instance, version)
                 WHERE t.task_name = r.name AND t.task_instance = r.instance AND t.version = r.version""".formatted(table);
    }

    /** What identifies a task in its table. */
    record TaskKey(String task, String instance) {

        static TaskKey of(Execution execution) {
            return new TaskKey(execution.getTaskName(), execution.getId());
        }
    }

    /**
     * Writes tasks that are due now, unless a task of the same key exists.
     *
     * @param executions at least one
     * @return those that were written
     */
    Set<TaskKey> insert(List<Execution> executions) {
        Execution first = executions.getFirst();
        return Set.copyOf(jdbc.sql(insert)
                .param("now", first.executionTime.atOffset(ZoneOffset.UTC))
                .param("process", first.pickedBy)
                .param("names", array("text", executions, Execution::getTaskName))
                .param("instances", array("text", executions, Execution::getId))
                .param("data", data(executions))
                .param("picked", array("boolean", executions, task -> task.picked))
                .query((row, number) -> new TaskKey(row.getString(1), row.getString(2)))
                .list());
    }

    /** Removes tasks, unless they have changed; returns how many it has removed. */
    int remove(List<Execution> executions) {
        return jdbc.sql(remove)
                .param("names", array("text", executions, Execution::getTaskName))
                .param("instances", array("text", executions, Execution::getId))
                .param("versions", array("bigint", executions, task -> task.version))
                .update();
    }

    /** The driver takes byte arrays only in an array of their type. */
    private SqlArrayValue data(List<Execution> executions) {
        return new SqlArrayValue("bytea", (Object[]) executions.stream()
                .map(task -> data.serialize(task.taskInstance.getData()))
                .toArray(byte[][]::new));
    }

    private static SqlArrayValue array(String type, List<Execution> executions, Function<Execution, Object> value) {
        return new SqlArrayValue(type, executions.stream().map(value).toArray());
    }
}
