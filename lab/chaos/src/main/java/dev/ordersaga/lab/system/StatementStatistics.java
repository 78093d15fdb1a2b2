package dev.ordersaga.lab.system;

import java.sql.SQLException;
import java.util.List;

/** Statement statistics of the database (extension pg_stat_statements), without the observer's own statements. */
public final class StatementStatistics implements AutoCloseable {

    /** The role of observers whose statements are not counted, by {@link DatabaseSession}. */
    public static final String OBSERVER = "lab_observer";

    private static final String OBSERVED = " WHERE query NOT LIKE '%pg_stat%'"
            + " AND userid NOT IN (SELECT oid FROM pg_roles WHERE rolname = '" + OBSERVER + "')";

    /** Statements that only control transactions, sessions and maintenance. */
    private static final String CONTROL =
            " AND query !~* '^\\s*(begin|commit|rollback|start|savepoint|release|set|show|reset"
                    + "|discard|deallocate|vacuum|analyze|checkpoint|prepare)\\M'";

    private final DatabaseSession database;

    /** @param port the database's */
    public StatementStatistics(int port) throws SQLException {
        database = new DatabaseSession(port);
        database.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        database.execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + OBSERVER
                + "') THEN CREATE ROLE " + OBSERVER + " SUPERUSER LOGIN; END IF; END $$");
    }

    /** Resets all counters. */
    public void reset() throws SQLException {
        database.execute("SELECT pg_stat_statements_reset()");
    }

    /** Statements executed since the reset, transaction control included. */
    public long executed() throws SQLException {
        return database.number("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements" + OBSERVED);
    }

    /** Statements executed since the reset, without those that control transactions and sessions. */
    public long executedWork() throws SQLException {
        return database.number("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements" + OBSERVED + CONTROL);
    }

    /** A statement: its normalized text, and its counters since the reset. */
    public record Counted(String text, long calls, double millis, long walBytes) {}

    /** The statements that executed longest in total, without those that control transactions and sessions. */
    public List<Counted> longest(int limit) throws SQLException {
        return database.query(
                "SELECT regexp_replace(query, '\\s+', ' ', 'g'), calls, total_exec_time, wal_bytes FROM pg_stat_statements"
                        + OBSERVED + CONTROL + " ORDER BY total_exec_time DESC LIMIT " + limit,
                row -> new Counted(row.getString(1), row.getLong(2), row.getDouble(3), row.getLong(4)));
    }

    /** Mean execution time in milliseconds of the statements that contain {@code text}; NaN if there were none. */
    public double meanMillis(String text) throws SQLException {
        return database.query(
                        "SELECT coalesce(sum(total_exec_time) / sum(calls), 'NaN') FROM pg_stat_statements" + OBSERVED
                                + " AND query LIKE '%" + text.replace("'", "''") + "%'",
                        row -> row.getDouble(1))
                .getFirst();
    }

    /** The most frequent statements, as lines of a list. */
    public String mostFrequent(int limit) throws SQLException {
        return String.join(
                "",
                database.query(
                        "SELECT calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 110) FROM pg_stat_statements"
                                + OBSERVED + " ORDER BY calls DESC LIMIT " + limit,
                        row -> "- %d × `%s`%n".formatted(row.getLong(1), row.getString(2))));
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
