package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The removal of a task reads a few pages, however many dead rows there are: a prepared statement keeps the plan that it got
 * while the table was empty, and every task of a busy service is a dead row until the next vacuum.
 */
class ScheduledTasksPlanIT {

    private static final DriverManagerDataSource DATABASE =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");

    /** The statement of db-scheduler. */
    private static final String REMOVE = "PREPARE removal(text, text, bigint) AS DELETE FROM %s.scheduled_tasks"
            + " WHERE task_name = $1 AND task_instance = $2 AND version = $3";

    private static final String ADD = "INSERT INTO %s.scheduled_tasks (task_name, task_instance, task_data,"
            + " execution_time, picked, version) SELECT 'provider-call', 'order-' || n || '/authorize/1',"
            + " convert_to(repeat('x', 500), 'UTF8'), now(), false, 1 FROM generate_series(%d, %d) n";

    private static final int USES_UNTIL_THE_PLAN_IS_KEPT = 10;

    @BeforeAll
    static void migrate() throws Exception {
        for (String schema : new String[] {"eventstore", "ordercommand", "paymenthandler", "orderstatus"}) {
            SchemaMigration.of(DATABASE, schema).afterPropertiesSet();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordercommand", "paymenthandler", "orderstatus"})
    void theRemovalOfATaskReadsNoDeadRows(String schema) throws SQLException {
        try (Connection connection = DATABASE.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("VACUUM (ANALYZE) " + schema + ".scheduled_tasks");
            sql.execute(REMOVE.formatted(schema));
            for (int task = 0; task < USES_UNTIL_THE_PLAN_IS_KEPT; task++) {
                sql.execute(ADD.formatted(schema, task, task));
                sql.execute("EXECUTE removal('provider-call', 'order-%d/authorize/1', 1)".formatted(task));
            }
            sql.execute(ADD.formatted(schema, 1_000, 4_000));
            sql.execute("DELETE FROM " + schema + ".scheduled_tasks WHERE task_instance <> 'order-4000/authorize/1'");

            JsonNode plan = planOf(sql, "EXECUTE removal('provider-call', 'order-4000/authorize/1', 1)");

            assertThat(plan.path("Plans").path(0).path("Node Type").asString()).isEqualTo("Index Scan");
            assertThat(plan.path("Shared Hit Blocks").asInt()
                            + plan.path("Shared Read Blocks").asInt())
                    .as("pages read by %s", plan)
                    .isLessThan(12);
        }
    }

    private static JsonNode planOf(Statement sql, String statement) throws SQLException {
        try (ResultSet row = sql.executeQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + statement)) {
            row.next();
            return new JsonMapper().readTree(row.getString(1)).path(0).path("Plan");
        }
    }
}
