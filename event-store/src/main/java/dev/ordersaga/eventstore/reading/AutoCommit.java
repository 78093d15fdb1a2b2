package dev.ordersaga.eventstore.reading;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Statements on a connection outside of any transaction of the thread, each with a snapshot of its own: what a unit of
 * work has not committed yet is not an event yet.
 */
final class AutoCommit {

    private AutoCommit() {}

    interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    static <T> T query(DataSource dataSource, Query<T> query) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            if (!before) {
                connection.setAutoCommit(true);
            }
            try {
                return query.on(connection);
            } finally {
                if (!before && !connection.isClosed()) {
                    connection.setAutoCommit(false);
                }
            }
        }
    }
}
