package dev.ordersaga.eventstore.reading;

/**
 * Identifies one run of the database server and one event sequence. After a restart, a fail-over or a restore, decisions
 * about an index no longer hold: the index may be assigned again.
 *
 * @param startedAtMicros start time of the server, in microseconds; differs after a restart and on another server
 * @param sequenceOid object id of the event sequence; differs after the database was dropped and created again
 */
record StoreIdentity(long startedAtMicros, long sequenceOid) {

    static final StoreIdentity NONE = new StoreIdentity(-1, -1);

    /** The two columns, for a statement in which {@code s} is the event sequence. */
    static final String COLUMNS =
            "(SELECT (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint), s.tableoid::bigint";
}
