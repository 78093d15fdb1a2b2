package dev.ordersaga.eventstore.appending;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Stores the events of one unit of work by a single INSERT. Their indexes are taken inside the statement, in the order of
 * the events, and are therefore undecided for as short a time as possible.
 */
public final class AppendStatement {

    /** Keeps a single statement, and the memory for it, small. */
    private static final int EVENTS_PER_STATEMENT = 1_000;

    /**
     * One array per column, so that batches of all sizes share one prepared statement. A row that was stored after a savepoint
     * has the id of a subtransaction as its {@code xmin}.
     */
    private static final String INSERT = """
            INSERT INTO eventstore.domain_event_entry (global_index, event_identifier, time_stamp, payload_type,
                payload_revision, payload, meta_data, type, aggregate_identifier, sequence_number)
            SELECT nextval('eventstore.domain_event_entry_seq'), n.*
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::text[], ?::text[],
                   ?::bigint[]) n
            RETURNING global_index, event_identifier, xmin = pg_current_xact_id()::xid,
                (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
                'eventstore.domain_event_entry_seq'::regclass::oid::bigint""";

    private final List<NewEvent> events;

    private AppendStatement(List<NewEvent> events) {
        this.events = events;
    }

    /** Serializes {@code events}, so that one that cannot be serialized fails before anything is sent. */
    public static AppendStatement of(List<? extends EventMessage<?>> events, Serializer serializer) {
        return new AppendStatement(events.stream()
                .<NewEvent>map(event -> NewEvent.of(event, serializer))
                .toList());
    }

    /** Stores the events in the transaction of {@code connection}; returns them in the order of their indexes. */
    public List<AppendedEvent> execute(Connection connection) throws SQLException {
        List<AppendedEvent> stored = new ArrayList<>(events.size());
        for (int from = 0; from < events.size(); from += EVENTS_PER_STATEMENT) {
            insert(connection, events.subList(from, Math.min(from + EVENTS_PER_STATEMENT, events.size())), stored);
        }
        return stored;
    }

    /** The event whose insertion failed, if the database names it; otherwise the first one. */
    public EventMessage<?> eventThatFailed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres) {
                ServerErrorMessage error = postgres.getServerErrorMessage();
                String detail = error == null ? null : error.getDetail();
                if (detail != null) {
                    return events.stream()
                            .filter(event -> event.isNamedBy(detail))
                            .findFirst()
                            .orElse(events.getFirst())
                            .message();
                }
            }
        }
        return events.getFirst().message();
    }

    private static void insert(Connection connection, List<NewEvent> events, List<AppendedEvent> stored)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            setArray(statement, 1, "text", events, NewEvent::identifier);
            setArray(statement, 2, "text", events, NewEvent::timestamp);
            setArray(
                    statement,
                    3,
                    "text",
                    events,
                    event -> event.payload().getType().getName());
            setArray(
                    statement,
                    4,
                    "text",
                    events,
                    event -> event.payload().getType().getRevision());
            setArray(statement, 5, "bytea", events, event -> event.payload().getData());
            setArray(statement, 6, "bytea", events, event -> event.metaData().getData());
            setArray(statement, 7, "text", events, NewEvent::type);
            setArray(statement, 8, "text", events, NewEvent::aggregate);
            setArray(statement, 9, "bigint", events, NewEvent::sequenceNumber);
            try (ResultSet row = statement.executeQuery()) {
                for (NewEvent event : events) {
                    row.next();
                    stored.add(stored(event, row));
                }
            }
        }
    }

    private static void setArray(
            PreparedStatement statement,
            int index,
            String type,
            List<NewEvent> events,
            Function<NewEvent, @Nullable Object> column)
            throws SQLException {
        // The driver takes byte arrays only in an array of their type.
        Object[] values = type.equals("bytea") ? new byte[events.size()][] : new Object[events.size()];
        Arrays.setAll(values, i -> column.apply(events.get(i)));
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    private static AppendedEvent stored(NewEvent event, ResultSet row) throws SQLException {
        if (!event.message().getIdentifier().equals(row.getString(2))) {
            throw new IllegalStateException("rows are not returned in the order of their insertion");
        }
        return new AppendedEvent(row.getLong(1), row.getBoolean(3), row.getLong(4), row.getLong(5), event.data());
    }
}
