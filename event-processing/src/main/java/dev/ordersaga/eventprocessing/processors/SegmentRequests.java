package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.identity.ProcessIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The requests for segments of processes that have less than their share; they end when they are not repeated. */
final class SegmentRequests {

    private final String put;
    private final Set<String> requested = ConcurrentHashMap.newKeySet();

    /** @param timeout after which a request ends that is not repeated */
    SegmentRequests(Duration timeout) {
        put = "WITH ended AS (DELETE FROM eventprocessing.segment_request WHERE processor = ? AND node <> ? AND NOT "
                + isFresh(timeout)
                + ") INSERT INTO eventprocessing.segment_request AS known (processor, node, missing, requested_at)"
                + " VALUES (?, ?, ?, clock_timestamp()) ON CONFLICT (processor, node)"
                + " DO UPDATE SET missing = excluded.missing, requested_at = excluded.requested_at";
    }

    /** SQL condition: a request was repeated lately. */
    static String isFresh(Duration timeout) {
        return "requested_at > clock_timestamp() - interval '" + timeout.toMillis() + " ms'";
    }

    /** Repeats or ends the request of this process; costs nothing while it neither has one nor needs one. */
    void update(Connection connection, String processor, int missing) throws SQLException {
        if (missing > 0) {
            put(connection, processor, missing);
            requested.add(processor);
        } else if (requested.remove(processor)) {
            end(connection, processor);
        }
    }

    private void put(Connection connection, String processor, int missing) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(put)) {
            statement.setString(1, processor);
            statement.setString(2, ProcessIdentity.NAME);
            statement.setString(3, processor);
            statement.setString(4, ProcessIdentity.NAME);
            statement.setInt(5, missing);
            statement.executeUpdate();
        }
    }

    private static void end(Connection connection, String processor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM eventprocessing.segment_request WHERE processor = ? AND node = ?")) {
            statement.setString(1, processor);
            statement.setString(2, ProcessIdentity.NAME);
            statement.executeUpdate();
        }
    }
}
