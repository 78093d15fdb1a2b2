package dev.ordersaga.eventprocessing.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tasks that keep failing are cases, of all services, until they succeed or an operator removes them. */
class FailingTaskAlertsIT {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final JdbcClient sql =
            JdbcClient.create(new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", ""));
    private final FailingTaskAlerts alerts = new FailingTaskAlerts(
            sql,
            List.of(new WatchedTasks("one", Set.of("provider-call")), new WatchedTasks("two", Set.of())),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void createTables() {
        TaskTable.create(sql, "one");
        TaskTable.create(sql, "two");
    }

    @Test
    void aTaskIsACaseAfterItsThirdFailureOrIfItWaitsForLong() {
        insert("one", "message", "a", 2, Duration.ofMinutes(5));
        insert("one", "message", "b", 3, Duration.ofMinutes(10));
        insert("one", "provider-call", "c", 9, Duration.ofMinutes(15));
        insert("two", "nightly", "recurring", 1, Duration.ofHours(20));
        insert("two", "idle", "recurring", 0, Duration.ofHours(20));

        assertThat(alerts.count()).isEqualTo(2);
        assertThat(alerts.oldest(10))
                .extracting(OperatorAlert::subject)
                .containsExactly("two/nightly/recurring", "one/message/b");
        assertThat(alerts.oldest(10).getLast().cause()).contains("3 times");
        assertThat(alerts.oldest(1)).hasSize(1);

        sql.sql("UPDATE one.scheduled_tasks SET consecutive_failures = 0").update();
        assertThat(alerts.oldest(10)).hasSize(1);
    }

    @Test
    void closingRemovesATaskButNoneThatIsRecurringRunningOrHealthy() {
        insert("one", "message", "a/b", 20, Duration.ofMinutes(5));
        insert("one", "message", "healthy", 0, Duration.ofMinutes(5));
        insert("one", "message", "running", 20, Duration.ofMinutes(5));
        sql.sql("UPDATE one.scheduled_tasks SET picked = true WHERE task_instance = 'running'")
                .update();
        insert("two", "nightly", "recurring", 5, Duration.ofHours(20));

        assertThat(alerts.close("two/nightly/recurring", NOW)).isFalse();
        assertThat(alerts.close("one/message/healthy", NOW)).isFalse();
        assertThat(alerts.close("one/message/running", NOW)).isFalse();
        assertThat(alerts.close("three/message/a/b", NOW)).isFalse();
        assertThat(alerts.close("one/message/a/b", NOW)).isTrue();
        assertThat(alerts.close("one/message/a/b", NOW)).isFalse();
        assertThat(sql.sql("SELECT count(*) FROM one.scheduled_tasks")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private void insert(String schema, String task, String instance, int failures, Duration ago) {
        var failed = NOW.minus(ago).atOffset(ZoneOffset.UTC);
        var next = task.equals("nightly") || task.equals("idle") ? NOW.plus(Duration.ofHours(4)) : NOW;
        sql.sql("INSERT INTO " + schema + ".scheduled_tasks (task_name, task_instance, execution_time, picked,"
                        + " last_failure, consecutive_failures, version) VALUES (?, ?, ?, false, ?, ?, 1)")
                .params(task, instance, next.atOffset(ZoneOffset.UTC), failed, failures)
                .update();
    }
}
