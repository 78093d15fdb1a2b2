package dev.ordersaga.eventstore.appending;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;

/**
 * Loads the events of one aggregate, or the first events of several.
 *
 * @param aggregate identifier of the aggregate
 * @param firstSequenceNumber sequence number of the first event to load
 * @param limit maximum number of events
 */
public record LoadStatement(String aggregate, long firstSequenceNumber, int limit) {

    private static final String COLUMNS = "SELECT type, aggregate_identifier, sequence_number, event_identifier,"
            + " time_stamp, payload_type, payload_revision, payload, meta_data FROM eventstore.domain_event_entry";

    /** Public for tests that check its query plan. */
    public static final String STATEMENT =
            COLUMNS + " WHERE aggregate_identifier = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?";

    private static final String OF_SEVERAL = "SELECT e.* FROM unnest(?::text[]) AS a (id) CROSS JOIN LATERAL ("
            + COLUMNS + " WHERE aggregate_identifier = a.id ORDER BY sequence_number LIMIT ?) e";

    /** Reads in the transaction of {@code connection}, including events that it has stored itself. */
    public List<DomainEventData<?>> execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATEMENT)) {
            statement.setString(1, aggregate);
            statement.setLong(2, firstSequenceNumber);
            statement.setInt(3, limit);
            List<DomainEventData<?>> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(event(row));
                }
            }
            return events;
        }
    }

    /**
     * The first events of each of these aggregates, in the order of their sequence numbers.
     *
     * @param limit maximum number of events of each
     */
    public static Map<String, List<DomainEventData<?>>> ofSeveral(
            Connection connection, Collection<String> aggregates, int limit) throws SQLException {
        Map<String, List<DomainEventData<?>>> events = new HashMap<>();
        aggregates.forEach(aggregate -> events.put(aggregate, new ArrayList<>()));
        try (PreparedStatement statement = connection.prepareStatement(OF_SEVERAL)) {
            statement.setArray(1, connection.createArrayOf("text", aggregates.toArray()));
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    requireNonNull(events.get(row.getString(2))).add(event(row));
                }
            }
        }
        return events;
    }

    private static DomainEventData<byte[]> event(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getBytes(9));
    }
}
