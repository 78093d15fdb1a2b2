package dev.ordersaga.eventstore.reading;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;

/**
 * Event log on PostgreSQL: one statement per page. The sequence's row is part of each result even if there is no event,
 * so that every page identifies its database. Gaps are a branch of a union: with an {@code OR} the planner scans the table
 * from its first row. The limit is a literal: as a parameter it makes the generic plan so expensive in theory that PostgreSQL
 * plans each execution again, which takes longer than executing it.
 */
final class PostgresEventLog implements EventLog {

    private static final String COLUMNS = "global_index, type, aggregate_identifier, sequence_number,"
            + " event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data";
    private static final String ABOVE = "(SELECT " + COLUMNS
            + " FROM eventstore.domain_event_entry WHERE global_index > ? ORDER BY global_index LIMIT %d)";
    private static final String AT =
            "SELECT " + COLUMNS + " FROM eventstore.domain_event_entry WHERE global_index = ANY (?)";
    private static final String PAGE = "SELECT e.*, s.last_value, " + StoreIdentity.COLUMNS
            + " FROM eventstore.domain_event_entry_seq s LEFT JOIN (%s) e ON true ORDER BY e.global_index";

    private static final String FOLLOWING = PAGE.formatted(ABOVE);
    private static final String FOLLOWING_AND_GAPS = PAGE.formatted(AT + " UNION ALL " + ABOVE);

    static final String FIRST = "SELECT min(global_index) FROM eventstore.domain_event_entry";
    private static final String FIRST_SINCE = FIRST + " WHERE time_stamp >= ?";

    static final String TIMESTAMP_OF_FIRST_AFTER =
            "SELECT time_stamp FROM eventstore.domain_event_entry WHERE global_index > ? ORDER BY global_index LIMIT 1";

    private final DataSource dataSource;

    PostgresEventLog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static String following(int limit) {
        return FOLLOWING.formatted(limit);
    }

    static String followingAndGaps(int limit) {
        return FOLLOWING_AND_GAPS.formatted(limit);
    }

    @Override
    public Page read(long position, Collection<Long> gaps, int limit) throws SQLException {
        return AutoCommit.query(dataSource, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(gaps.isEmpty() ? following(limit) : followingAndGaps(limit))) {
                int parameter = 1;
                if (!gaps.isEmpty()) {
                    statement.setArray(parameter++, connection.createArrayOf("bigint", gaps.toArray()));
                }
                statement.setLong(parameter, position);
                try (ResultSet rows = statement.executeQuery()) {
                    return page(rows, position, limit);
                }
            }
        });
    }

    @Override
    public OptionalLong first() throws SQLException {
        return AutoCommit.query(dataSource, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIRST)) {
                return number(statement);
            }
        });
    }

    @Override
    public OptionalLong firstSince(String timestamp) throws SQLException {
        return AutoCommit.query(dataSource, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIRST_SINCE)) {
                statement.setString(1, timestamp);
                return number(statement);
            }
        });
    }

    @Override
    public Optional<Instant> timestampOfFirstAfter(long index) throws SQLException {
        return AutoCommit.query(dataSource, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TIMESTAMP_OF_FIRST_AFTER)) {
                statement.setLong(1, index);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(DateTimeUtils.parseInstant(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    private static OptionalLong number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            long number = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    private static Page page(ResultSet rows, long position, int limit) throws SQLException {
        List<StoredEvent> events = new ArrayList<>();
        int following = 0;
        StoreIdentity store = StoreIdentity.NONE;
        long handedOut = 0;
        while (rows.next()) {
            handedOut = rows.getLong(11);
            store = new StoreIdentity(rows.getLong(12), rows.getLong(13));
            long index = rows.getLong(1);
            if (!rows.wasNull()) {
                events.add(new StoredEvent(index, event(rows)));
                following += index > position ? 1 : 0;
            }
        }
        return new Page(store, handedOut, events, following == limit);
    }

    private static GenericDomainEventEntry<byte[]> event(ResultSet row) throws SQLException {
        String aggregate = row.getString(3);
        String identifier = row.getString(5);
        return new GenericDomainEventEntry<>(
                row.getString(2),
                // As in Axon, an event without an aggregate is stored under its own identifier.
                identifier.equals(aggregate) ? null : aggregate,
                row.getLong(4),
                identifier,
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getBytes(9),
                row.getBytes(10));
    }
}
