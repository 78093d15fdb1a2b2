package dev.ordersaga.eventstore.reading;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs statements in auto-commit mode, outside any transaction of the thread, each with its own snapshot: an event exists
 * for readers only once its unit of work has committed.
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
