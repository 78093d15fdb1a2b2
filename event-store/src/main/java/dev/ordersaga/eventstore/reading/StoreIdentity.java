package dev.ordersaga.eventstore.reading;

/**
 * Tells one run of the database server from the next, and one sequence from another. After a restart, a fail-over or a
 * restore, what was decided about an index no longer holds: the index may be handed out again.
 *
 * @param startedAtMicros when the server started; another server, or the same one restarted, has another time
 * @param sequenceOid the event sequence; a database that was dropped and made again has another one
 */
record StoreIdentity(long startedAtMicros, long sequenceOid) {

    static final StoreIdentity NONE = new StoreIdentity(-1, -1);

    /** The two columns, for a statement that reads the event sequence as {@code s}. */
    static final String COLUMNS =
            "(SELECT (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint), s.tableoid::bigint";
}
