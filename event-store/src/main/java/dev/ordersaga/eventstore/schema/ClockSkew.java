package dev.ordersaga.eventstore.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/**
 * Measures the clock skew between this process and the database. Token claims expire by process clocks, and event
 * timestamps come from them: a process whose clock is far off steals the claims of processes that are alive.
 */
final class ClockSkew {

    private final DataSource dataSource;
    private final Clock clock;

    ClockSkew(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * The lower bound of the skew, never negative: the duration of the query counts in favour of the two clocks.
     */
    Duration measure() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Instant before = clock.instant();
            Instant database;
            try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
                row.next();
                database = row.getObject(1, OffsetDateTime.class).toInstant();
            }
            Instant after = clock.instant();
            if (database.isBefore(before)) {
                return Duration.between(database, before);
            }
            return database.isAfter(after) ? Duration.between(after, database) : Duration.ZERO;
        }
    }
}
