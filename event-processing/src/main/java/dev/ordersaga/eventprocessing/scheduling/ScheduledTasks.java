package dev.ordersaga.eventprocessing.scheduling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists the durable tasks of all services, for operators. */
public final class ScheduledTasks {

    private final JdbcClient jdbc;

    public ScheduledTasks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * In the order of their due time.
     *
     * @param name name of the task; null for all
     * @param failing whether the last execution failed; null for all
     */
    public List<ScheduledTask> list(@Nullable String name, @Nullable Boolean failing, int limit) {
        String all = schemas().stream().map(ScheduledTasks::tasksOf).collect(Collectors.joining(" UNION ALL "));
        if (all.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT * FROM (" + all + ") task WHERE (:name::text IS NULL OR task_name = :name)"
                        + " AND (:failing::boolean IS NULL OR (coalesce(consecutive_failures, 0) > 0) = :failing)"
                        + " ORDER BY execution_time, task_instance LIMIT :limit")
                .param("name", name)
                .param("failing", failing)
                .param("limit", limit)
                .query((row, number) -> task(row))
                .list();
    }

    private List<String> schemas() {
        return jdbc
                .sql("SELECT DISTINCT schema_name FROM eventprocessing.processor"
                        + " WHERE to_regclass(schema_name || '.scheduled_tasks') IS NOT NULL ORDER BY schema_name")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .filter(schema -> schema.matches("[a-z_]+"))
                .toList();
    }

    private static String tasksOf(String schema) {
        return "(SELECT '" + schema + "' AS owner, task_name, task_instance, execution_time, picked_by,"
                + " consecutive_failures, last_failure, last_success FROM " + schema + ".scheduled_tasks)";
    }

    private static ScheduledTask task(ResultSet row) throws SQLException {
        return new ScheduledTask(
                row.getString("owner"),
                row.getString("task_name"),
                row.getString("task_instance"),
                row.getObject("execution_time", OffsetDateTime.class).toInstant(),
                row.getString("picked_by"),
                row.getInt("consecutive_failures"),
                instant(row, "last_failure"),
                instant(row, "last_success"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
