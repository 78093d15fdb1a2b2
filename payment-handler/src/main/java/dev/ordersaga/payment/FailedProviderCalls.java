package dev.ordersaga.payment;

import dev.ordersaga.payment.web.StuckCalls;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The rows of calls that failed. A call that is being made is left alone. */
final class FailedProviderCalls implements StuckCalls {

    private static final String SINCE = "(convert_from(task_data, 'UTF8')::jsonb ->> 'since')::timestamptz";
    private static final String FAILED = " FROM paymenthandler.scheduled_tasks WHERE task_name = :task"
            + " AND consecutive_failures > 0 AND (execution_time >= :never OR NOT :onlyGivenUp)";

    private final JdbcClient jdbc;
    private final Clock clock;

    FailedProviderCalls(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<StuckCall> list(boolean onlyGivenUp, int limit) {
        return of("SELECT task_instance, consecutive_failures, execution_time, " + SINCE + " AS since" + FAILED
                        + " ORDER BY since LIMIT :limit")
                .param("onlyGivenUp", onlyGivenUp)
                .param("limit", limit)
                .query((row, number) -> {
                    Instant due = row.getObject("execution_time", OffsetDateTime.class)
                            .toInstant();
                    return new StuckCall(
                            row.getString("task_instance"),
                            row.getInt("consecutive_failures"),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            due.isBefore(ProviderCallRetries.NEVER) ? due : null);
                })
                .list();
    }

    @Override
    public boolean retry(String key) {
        return of("UPDATE paymenthandler.scheduled_tasks SET execution_time = :now, version = version + 1"
                                + " WHERE task_name = :task AND task_instance = :key AND consecutive_failures > 0"
                                + " AND NOT picked")
                        .param("key", key)
                        .update()
                == 1;
    }

    @Override
    public int retryAll(boolean onlyGivenUp, int perSecond, int atMost) {
        return of("UPDATE paymenthandler.scheduled_tasks AS known SET version = version + 1, execution_time ="
                        + " :now::timestamptz + (n.place - 1) * interval '1 second' / :perSecond FROM"
                        + " (SELECT task_instance, row_number() OVER (ORDER BY " + SINCE + ") AS place" + FAILED
                        + " AND NOT picked ORDER BY " + SINCE + " LIMIT :atMost) n"
                        + " WHERE known.task_name = :task AND known.task_instance = n.task_instance AND NOT known.picked")
                .param("onlyGivenUp", onlyGivenUp)
                .param("perSecond", perSecond)
                .param("atMost", atMost)
                .update();
    }

    private StatementSpec of(String sql) {
        return jdbc.sql(sql)
                .param("task", ProviderCalls.TASK.getTaskName())
                .param("never", ProviderCallRetries.NEVER.atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC));
    }
}
