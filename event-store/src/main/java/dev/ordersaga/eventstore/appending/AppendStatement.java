package dev.ordersaga.eventstore.appending;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The events of one unit of work, to be stored by one statement. Their indexes are taken inside it, in the order of the
 * events, and so are open for as short a time as can be.
 */
public final class AppendStatement {

    /** Keeps a statement far below the 65 535 parameters that PostgreSQL allows. */
    private static final int MOST_PER_STATEMENT = 1_000;

    private static final String INSERT =
            "INSERT INTO eventstore.domain_event_entry (global_index, " + NewEvent.COLUMNS + ") VALUES ";
    /** A row that was stored after a savepoint has the number of a transaction within the transaction. */
    private static final String RETURNING = " RETURNING global_index, event_identifier,"
            + " xmin = pg_current_xact_id()::xid,"
            + " (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,"
            + " 'eventstore.domain_event_entry_seq'::regclass::oid::bigint";

    private static final String ROW = "(nextval('eventstore.domain_event_entry_seq'), " + NewEvent.PLACEHOLDERS + ")";

    private final List<NewEvent> events;

    private AppendStatement(List<NewEvent> events) {
        this.events = events;
    }

    /** Serializes {@code events}: what cannot be stored is found out before anything is sent. */
    public static AppendStatement of(List<? extends EventMessage<?>> events, Serializer serializer) {
        return new AppendStatement(events.stream()
                .<NewEvent>map(event -> NewEvent.of(event, serializer))
                .toList());
    }

    /** Stores them in the transaction of {@code connection}; returns them in the order of their indexes. */
    public List<AppendedEvent> on(Connection connection) throws SQLException {
        List<AppendedEvent> stored = new ArrayList<>(events.size());
        for (int from = 0; from < events.size(); from += MOST_PER_STATEMENT) {
            insert(connection, events.subList(from, Math.min(from + MOST_PER_STATEMENT, events.size())), stored);
        }
        return stored;
    }

    /** The event at which storing failed, if the database tells; otherwise the first one. */
    public EventMessage<?> blamedFor(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException postgres) {
                ServerErrorMessage error = postgres.getServerErrorMessage();
                String detail = error == null ? null : error.getDetail();
                if (detail != null) {
                    return events.stream()
                            .filter(event -> event.isBlamedBy(detail))
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
        String sql = INSERT + String.join(", ", Collections.nCopies(events.size(), ROW)) + RETURNING;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int parameter = 1;
            for (NewEvent event : events) {
                parameter = event.set(statement, parameter);
            }
            try (ResultSet row = statement.executeQuery()) {
                for (NewEvent event : events) {
                    row.next();
                    stored.add(stored(event, row));
                }
            }
        }
    }

    private static AppendedEvent stored(NewEvent event, ResultSet row) throws SQLException {
        if (!event.message().getIdentifier().equals(row.getString(2))) {
            throw new IllegalStateException("rows are returned in another order than they were given");
        }
        return new AppendedEvent(row.getLong(1), row.getBoolean(3), row.getLong(4), row.getLong(5), event.data());
    }
}
