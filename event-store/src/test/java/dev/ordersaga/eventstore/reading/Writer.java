package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;

/** A transaction that stores events in two steps, as Hibernate does: first the index, later its event. */
final class Writer implements AutoCloseable {

    private static final String INSERT =
            "INSERT INTO eventstore.domain_event_entry (global_index, event_identifier, time_stamp, payload_type, payload,"
                    + " meta_data, type, aggregate_identifier, sequence_number)"
                    + " VALUES (?, ?, ?, 'java.lang.String', '\"x\"', '{}', 'T', ?, 0)";

    private final Connection connection;
    private final int pid;

    Writer(JpaOnPostgres database) throws SQLException {
        connection = database.connect();
        pid = (int) number("SELECT pg_backend_pid()");
        connection.setAutoCommit(false);
    }

    int pid() {
        return pid;
    }

    long takeIndex() throws SQLException {
        return number("SELECT nextval('eventstore.domain_event_entry_seq')");
    }

    /** @param name the event's identifier */
    void store(long index, String name, Instant timestamp) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, index);
            insert.setString(2, name);
            insert.setString(3, DateTimeUtils.formatInstant(timestamp));
            insert.setString(4, "aggregate of " + name);
            insert.executeUpdate();
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
