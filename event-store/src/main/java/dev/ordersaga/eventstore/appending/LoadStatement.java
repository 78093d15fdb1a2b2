package dev.ordersaga.eventstore.appending;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;

/**
 * The events of one aggregate.
 *
 * @param aggregate its identifier
 * @param firstSequenceNumber the first event wanted
 * @param limit the most events to return
 */
public record LoadStatement(String aggregate, long firstSequenceNumber, int limit) {

    /** For whoever looks at its plan. */
    public static final String STATEMENT =
            "SELECT type, aggregate_identifier, sequence_number, event_identifier, time_stamp,"
                    + " payload_type, payload_revision, payload, meta_data FROM eventstore.domain_event_entry"
                    + " WHERE aggregate_identifier = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?";

    /** Reads them in the transaction of {@code connection}, its own events included. */
    public List<DomainEventData<?>> on(Connection connection) throws SQLException {
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
