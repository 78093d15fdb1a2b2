package dev.ordersaga.eventstore.aggregates;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.jdbc.core.JdbcTemplate;

/** Bulk reader of the streams of many aggregates, for the rebuild of a read model: each stream as a whole. */
public final class AggregateStreams {

    /**
     * A stream is read by the index of its events whatever the planner expects: LATERAL with an order cannot become a join
     * that reads the table. Events of one aggregate were stored shortly after each other, so they are on few pages.
     */
    public static final String STATEMENT = """
            SELECT e.* FROM eventstore.domain_event_entry f CROSS JOIN LATERAL (
                SELECT type, aggregate_identifier, sequence_number, event_identifier, time_stamp, payload_type,
                    payload_revision, payload FROM eventstore.domain_event_entry
                WHERE aggregate_identifier = f.aggregate_identifier ORDER BY sequence_number) e
            WHERE f.global_index > ? AND f.global_index <= ? AND f.sequence_number = 0 AND f.type = ?
            ORDER BY f.global_index, e.sequence_number""";

    /**
     * The plan for the actual range; compiling it would take longer than executing it. The session is idle while the rows
     * that it returned are processed, and nothing waits for its transaction.
     */
    private static final String SETTINGS = "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL jit = off;"
            + " SET LOCAL idle_in_transaction_session_timeout = '2min'; SET LOCAL transaction_timeout = '10min'";

    private static final byte[] NO_METADATA = "{}".getBytes(StandardCharsets.UTF_8);
    private static final int FETCHED_ROWS = 1_000;

    private final JdbcTemplate jdbc;
    private final TransactionManager transactions;
    private final Serializer serializer;
    private final Supplier<EventUpcaster> upcasters;

    /**
     * @param serializer reads events of unregistered types as such
     * @param upcasters asked for with each call: Axon's configuration knows them only after its start
     */
    public AggregateStreams(
            DataSource dataSource,
            TransactionManager transactions,
            Serializer serializer,
            Supplier<EventUpcaster> upcasters) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setFetchSize(FETCHED_ROWS);
        this.transactions = transactions;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    /**
     * Reads all streams whose first event is in a range of indexes: one stream after the other, each in its order and with
     * all events that are committed now, without their metadata.
     *
     * @param type the aggregates' type
     * @param after the range begins after this index
     * @param upTo the last index of the range; everything up to it must be decided
     */
    public void forEachEvent(String type, long after, long upTo, Consumer<DomainEventMessage<?>> action) {
        transactions.executeInTransaction(() -> {
            jdbc.execute(SETTINGS);
            try (Stream<DomainEventData<?>> rows =
                    jdbc.queryForStream(STATEMENT, (row, number) -> event(row), after, upTo, type)) {
                EventStreamUtils.upcastAndDeserializeDomainEvents(rows, serializer, upcasters.get())
                        .forEachRemaining(action);
            }
        });
    }

    private static DomainEventData<?> event(ResultSet row) throws SQLException {
        return new GenericDomainEventEntry<>(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                NO_METADATA);
    }
}
