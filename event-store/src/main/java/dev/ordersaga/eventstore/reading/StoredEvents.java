package dev.ordersaga.eventstore.reading;

/**
 * The event table, for SQL statements of other modules that read it, such as audits. Its columns are Axon's and stable.
 * Read-only: events are written through the event store, and their order of commit is not their order of index, so that a
 * statement may only rely on indexes that a processor has passed.
 */
public final class StoredEvents {

    /**
     * The table with its schema. Columns: {@code global_index, event_identifier, time_stamp, payload_type,
     * payload_revision, payload (JSON as bytea), meta_data, type, aggregate_identifier, sequence_number}.
     */
    public static final String TABLE = "eventstore.domain_event_entry";

    private StoredEvents() {}
}
