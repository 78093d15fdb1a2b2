package dev.ordersaga.lab.system;

import java.sql.SQLException;

/** Statement statistics of the database (extension pg_stat_statements), without the observer's own statements. */
public final class StatementStatistics implements AutoCloseable {

    private static final String OBSERVED = " WHERE query NOT LIKE '%pg_stat%'";

    private final DatabaseSession database;

    /** @param port the database's */
    public StatementStatistics(int port) throws SQLException {
        database = new DatabaseSession(port);
        database.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    }

    /** Resets all counters. */
    public void reset() throws SQLException {
        database.execute("SELECT pg_stat_statements_reset()");
    }

    /** Statements executed since the reset, transaction control included. */
    public long executed() throws SQLException {
        return database.number("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements" + OBSERVED);
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
