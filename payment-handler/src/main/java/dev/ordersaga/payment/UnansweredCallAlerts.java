package dev.ordersaga.payment;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Provider calls that have failed for so long that somebody should ask the provider. */
final class UnansweredCallAlerts implements OperatorAlertSource {

    private static final Duration TOO_LONG = Duration.ofMinutes(5);
    private static final String SINCE = "(convert_from(task_data, 'UTF8')::jsonb ->> 'since')::timestamptz";
    private static final String FAILED = " FROM paymenthandler.scheduled_tasks WHERE task_name = :task"
            + " AND consecutive_failures > 0 AND (" + SINCE + " < :before OR execution_time >= :never)";

    private final JdbcClient jdbc;
    private final Clock clock;

    UnansweredCallAlerts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "payment-call";
    }

    @Override
    public long count() {
        return asked("SELECT count(*)" + FAILED)
                .query((row, number) -> row.getLong(1))
                .single();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return asked("SELECT task_instance, consecutive_failures, execution_time >= :never AS given_up, " + SINCE
                        + " AS since" + FAILED + " ORDER BY since LIMIT :limit")
                .param("limit", limit)
                .query((row, number) -> new OperatorAlert(
                        kind(),
                        row.getString("task_instance"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        "failed " + row.getInt("consecutive_failures")
                                + " times" + (row.getBoolean("given_up") ? ", given up" : "")
                                + ": nobody knows whether the provider acted"))
                .list();
    }

    private JdbcClient.StatementSpec asked(String sql) {
        return jdbc.sql(sql)
                .param("task", ProviderCalls.TASK.getTaskName())
                .param("never", ProviderCallRetries.NEVER.atOffset(ZoneOffset.UTC))
                .param("before", clock.instant().minus(TOO_LONG).atOffset(ZoneOffset.UTC));
    }
}
