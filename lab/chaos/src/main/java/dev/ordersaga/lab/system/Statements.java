package dev.ordersaga.lab.system;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the database was asked, by its own count (extension pg_stat_statements); the onlooker's questions left out. */
public final class Statements implements AutoCloseable {

    private static final String NOT_OURS = " WHERE query NOT LIKE '%pg_stat%'";

    private final Connection connection;

    private Statements(Connection connection) {
        this.connection = connection;
    }

    /** @param port the database's */
    public static Statements in(int port) throws SQLException {
        Connection connection = Database.connect(port);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        }
        return new Statements(connection);
    }

    /** Begins to count anew. */
    public void reset() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_stat_statements_reset()");
        }
    }

    /** All that were executed since the reset, transaction control included. */
    public long executed() throws SQLException {
        return (long) number("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements" + NOT_OURS);
    }

    /**
     * Mean time in the server, in milliseconds, of the statements that contain {@code text}; not a number if there were
     * none.
     */
    public double meanMillis(String text) throws SQLException {
        return number("SELECT coalesce(sum(total_exec_time) / sum(calls), 'NaN') FROM pg_stat_statements" + NOT_OURS
                + " AND query LIKE '%" + text.replace("'", "''") + "%'");
    }

    /** The most frequent ones, as lines of a list. */
    public String mostFrequent(int limit) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 110) FROM pg_stat_statements"
                                + NOT_OURS + " ORDER BY calls DESC LIMIT " + limit)) {
            while (row.next()) {
                lines.append("- %d × `%s`%n".formatted(row.getLong(1), row.getString(2)));
            }
        }
        return lines.toString();
    }

    private double number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
