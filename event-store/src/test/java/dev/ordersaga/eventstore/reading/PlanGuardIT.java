package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.appending.LoadStatement;
import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every frequent statement reads a number of pages that does not depend on the number of stored events. */
class PlanGuardIT {

    private static final int EVENTS = 120_000;
    /** A page of 500 events, both ends of an index, and some tolerance for the planner. */
    private static final int MAX_BUFFERS = 300;

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared ((?:hit|read|dirtied|=|\\d| )+)");
    private static final Pattern TOUCHED = Pattern.compile("(?:hit|read)=(\\d+)");

    private static JpaOnPostgres database;

    /** Parameters are such that a bad plan reads almost the whole table: far behind, and with a gap. */
    enum HotStatement {
        FOLLOWING_AT_THE_HEAD(PostgresEventLog.following(500), "119990"),
        FOLLOWING_FAR_BEHIND(PostgresEventLog.following(500), "60000"),
        FOLLOWING_AND_GAPS(PostgresEventLog.followingAndGaps(500), "'{3,59000,59998}'::bigint[], 60000"),
        FIRST(PostgresEventLog.FIRST, ""),
        TIMESTAMP_OF_FIRST_AFTER(PostgresEventLog.TIMESTAMP_OF_FIRST_AFTER, "60000"),
        LOAD(LoadStatement.STATEMENT, "'aggregate 777', 0, 500");

        private final String sql;
        private final String arguments;

        HotStatement(String sql, String arguments) {
            this.sql = sql;
            this.arguments = arguments;
        }
    }

    @BeforeAll
    static void fill() {
        database = new JpaOnPostgres();
        database.sql()
                .sql(
                        "INSERT INTO eventstore.domain_event_entry (global_index, event_identifier, time_stamp, payload_type,"
                                + " payload, meta_data, type, aggregate_identifier, sequence_number)"
                                + " SELECT nextval('eventstore.domain_event_entry_seq'), 'e' || i, '2026-01-01T00:00:00Z',"
                                + " 'java.lang.String', convert_to(repeat('x', 300), 'UTF8'), '{}', 'T',"
                                + " 'aggregate ' || (i % 20000), i / 20000 FROM generate_series(1, " + EVENTS + ") i")
                .update();
        database.sql().sql("ANALYZE eventstore.domain_event_entry").update();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void isBoundedByAnIndexWithCustomAndGenericPlans(HotStatement statement) throws SQLException {
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            List<String> plan = plan(mode, statement.sql, statement.arguments);
            assertThat(plan).as(mode).noneMatch(line -> line.contains("Seq Scan on domain_event_entry "));
            assertThat(buffers(plan)).as(String.join("\n", plan)).isLessThan(MAX_BUFFERS);
        }
    }

    /** The test can detect a bad plan: stock Axon's statement for a position with a gap. */
    @Test
    void redControlStockAxonsStatementScansTheTable() throws SQLException {
        String stock = "SELECT * FROM eventstore.domain_event_entry WHERE global_index > ? OR global_index IN (?)"
                + " ORDER BY global_index FETCH FIRST 100 ROWS ONLY";
        List<String> plan = plan("force_generic_plan", stock, "60000, 59998");
        assertThat(buffers(plan)).as(String.join("\n", plan)).isGreaterThan(MAX_BUFFERS);
    }

    private static List<String> plan(String mode, String sql, String arguments) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + mode);
            statement.execute("PREPARE hot AS " + numbered(sql));
            String execution = arguments.isEmpty() ? "hot" : "hot(" + arguments + ")";
            List<String> plan = new ArrayList<>();
            try (ResultSet lines = statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS) EXECUTE " + execution)) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
            return plan;
        }
    }

    /** Pages of the whole execution: the first line with buffers is that of the topmost node. */
    private static int buffers(List<String> plan) {
        Matcher top = plan.stream()
                .map(BUFFERS::matcher)
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow();
        Matcher touched = TOUCHED.matcher(top.group(1));
        int pages = 0;
        while (touched.find()) {
            pages += Integer.parseInt(touched.group(1));
        }
        return pages;
    }

    private static String numbered(String sql) {
        StringBuilder numbered = new StringBuilder();
        int parameter = 0;
        for (String part : sql.split("\\?", -1)) {
            numbered.append(parameter == 0 ? "" : "$" + parameter).append(part);
            parameter++;
        }
        return numbered.toString();
    }
}
