package dev.ordersaga.eventprocessing.scheduling;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Operator alerts for durable tasks that failed several times in a row, or failed and are not tried again soon. Closing one
 * removes the task; recurring tasks cannot be closed.
 */
public final class FailingTaskAlerts implements OperatorAlertSource {

    private static final int FAILURES = 3;
    private static final int SOON_SECONDS = 3600;

    private static final String FAILING = ".scheduled_tasks WHERE NOT task_name = ANY (:elsewhere)"
            + " AND (consecutive_failures >= :failures OR consecutive_failures > 0 AND execution_time > :later)";

    private final JdbcClient jdbc;
    private final List<WatchedTasks> watched;
    private final Clock clock;

    public FailingTaskAlerts(JdbcClient jdbc, List<WatchedTasks> watched, Clock clock) {
        this.jdbc = jdbc;
        this.watched = watched;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "task";
    }

    @Override
    public long count() {
        return watched.stream()
                .mapToLong(tasks -> failing("SELECT count(*) FROM ", tasks, "")
                        .query(Long.class)
                        .single())
                .sum();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        List<OperatorAlert> alerts = new ArrayList<>();
        for (WatchedTasks tasks : watched) {
            alerts.addAll(failing(
                            "SELECT task_name, task_instance, consecutive_failures, execution_time,"
                                    + " coalesce(last_success, last_failure) AS since FROM ",
                            tasks,
                            " ORDER BY since LIMIT :limit")
                    .param("limit", limit)
                    .query((row, number) -> alert(tasks, row))
                    .list());
        }
        alerts.sort(Comparator.comparing(OperatorAlert::since));
        return alerts.stream().limit(limit).toList();
    }

    /** The subject is schema, task and instance, separated by slashes. */
    @Override
    public boolean close(String subject, Instant now) {
        return watched.stream()
                .filter(tasks -> subject.startsWith(tasks.schema() + "/"))
                .anyMatch(tasks -> failing(
                                        "DELETE FROM ",
                                        tasks,
                                        " AND NOT picked AND task_instance <> 'recurring'"
                                                + " AND task_name || '/' || task_instance = :task")
                                .param("task", subject.substring(tasks.schema().length() + 1))
                                .update()
                        == 1);
    }

    private StatementSpec failing(String before, WatchedTasks tasks, String after) {
        return jdbc.sql(before + tasks.schema() + FAILING + after)
                .param(
                        "elsewhere",
                        new SqlArrayValue("text", tasks.reportedElsewhere().toArray()))
                .param("failures", FAILURES)
                .param("later", clock.instant().plusSeconds(SOON_SECONDS).atOffset(ZoneOffset.UTC));
    }

    private OperatorAlert alert(WatchedTasks tasks, ResultSet row) throws SQLException {
        String task = row.getString("task_name");
        OffsetDateTime next = row.getObject("execution_time", OffsetDateTime.class);
        return new OperatorAlert(
                kind(),
                tasks.schema() + "/" + task + "/" + row.getString("task_instance"),
                null,
                null,
                row.getObject("since", OffsetDateTime.class).toInstant(),
                "The task %s has failed %d times in a row; it is tried again at %s."
                        .formatted(task, row.getInt("consecutive_failures"), next.toInstant()),
                "Its error is in the log of the service. Repair the cause: it is tried again automatically. A task that is not"
                        + " recurring is removed by closing this alert.");
    }
}
