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
 * How far this process's clock is from the database's. Claims of segments are judged by process clocks, and timestamps
 * of events come from them: a clock that is far off steals claims from processes that live.
 */
final class ClockSkew {

    private final DataSource dataSource;
    private final Clock clock;

    ClockSkew(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * At least how far the two clocks are apart, never negative; the time that the question took is given to their
     * favour.
     */
    Duration measure() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            Instant before = clock.instant();
            Instant there;
            try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
                row.next();
                there = row.getObject(1, OffsetDateTime.class).toInstant();
            }
            Instant after = clock.instant();
            if (there.isBefore(before)) {
                return Duration.between(there, before);
            }
            return there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        }
    }
}
