package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Reads which preconditions of the event store the database does not meet at the moment, by one statement. Inside a
 * transaction, since some limits are only set there.
 */
final class DatabaseViolations {

    /**
     * A precondition that is not met.
     *
     * @param setting one of {@link #SETTINGS}
     * @param reason a sentence for people
     */
    record Violation(String setting, String reason) {}

    /** What is checked, as tags of a metric. */
    static final List<String> SETTINGS = List.of(
            "fsync",
            "full_page_writes",
            "synchronous_commit",
            "default_transaction_isolation",
            "transaction_timeout",
            "idle_in_transaction_session_timeout",
            "lock_timeout",
            "session_replication_role",
            "zero_damaged_pages",
            "ignore_checksum_failure",
            "server_encoding",
            "read_only",
            "event_sequence",
            "payload_columns",
            "unlogged_tables",
            "connections");

    private static final String QUERY = """
            SELECT name, format('%s is %s: %s', name, setting, CASE name
                WHEN 'default_transaction_isolation' THEN 'the default transaction isolation is ' || setting
                    || ', exact reading needs read committed'
                WHEN 'session_replication_role' THEN 'constraints are not enforced'
                WHEN 'zero_damaged_pages' THEN 'damaged data are thrown away'
                WHEN 'ignore_checksum_failure' THEN 'damaged data are used'
                ELSE 'committed events can be lost' END)
            FROM pg_settings
            WHERE name IN ('fsync', 'full_page_writes') AND setting <> 'on'
               OR name = 'synchronous_commit' AND setting NOT IN ('on', 'remote_apply')
               OR name = 'default_transaction_isolation' AND setting <> 'read committed'
               OR name = 'session_replication_role' AND setting <> 'origin'
               OR name IN ('zero_damaged_pages', 'ignore_checksum_failure') AND setting = 'on'
            UNION ALL
            SELECT name, format('%s is off in sessions of this process: %s', name, CASE name
                WHEN 'lock_timeout' THEN 'a request waits for a lock for as long as another transaction holds it'
                ELSE 'a transaction that stored an event and never ends blocks all readers' END)
            FROM pg_settings
            WHERE name IN ('transaction_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout') AND setting = '0'
            UNION ALL
            SELECT 'server_encoding', format('the encoding of the database is %s: it must be UTF8', setting)
            FROM pg_settings WHERE name = 'server_encoding' AND setting <> 'UTF8'
            UNION ALL
            SELECT 'read_only', 'this is a read-only standby: the locks of the writers are only visible on the primary'
            WHERE pg_is_in_recovery()
            UNION ALL
            SELECT 'event_sequence', format('sequence eventstore.domain_event_entry_seq has increment %s and cache %s: both must'
                || ' be 1, since an index must be taken inside the transaction that stores its event'
                || ' (ALTER SEQUENCE ... INCREMENT BY 1 CACHE 1)', increment_by, cache_size)
            FROM pg_sequences
            WHERE schemaname = 'eventstore' AND sequencename = 'domain_event_entry_seq'
              AND (increment_by <> 1 OR cache_size <> 1)
            UNION ALL
            SELECT 'event_sequence', format('sequence eventstore.domain_event_entry_seq may return %s, or cycle: it must ascend'
                || ' from 1', min_value)
            FROM pg_sequences
            WHERE schemaname = 'eventstore' AND sequencename = 'domain_event_entry_seq' AND (min_value < 1 OR cycle)
            UNION ALL
            SELECT 'event_sequence', format('sequence eventstore.domain_event_entry_seq is at %s, behind the stored event %s:'
                || ' set it by setval', s.last_value, e.global_index)
            FROM eventstore.domain_event_entry_seq s,
                 (SELECT max(global_index) AS global_index FROM eventstore.domain_event_entry) e
            WHERE s.last_value < e.global_index
            UNION ALL
            SELECT 'payload_columns', format('column %s.%s.%s is of type %s: it must be bytea, large objects are never freed',
                table_schema, table_name, column_name, data_type)
            FROM information_schema.columns
            WHERE table_schema = 'eventstore' AND table_name IN ('domain_event_entry', 'snapshot_event_entry')
              AND column_name IN ('payload', 'meta_data') AND data_type <> 'bytea'
            UNION ALL
            SELECT 'unlogged_tables', format('%s is unlogged: a crash empties it (ALTER TABLE ... SET LOGGED)', oid::regclass)
            FROM pg_class
            WHERE relpersistence = 'u' AND relkind IN ('r', 'S')
              AND relnamespace IN (SELECT relnamespace FROM pg_class WHERE relname = 'flyway_schema_history')
            UNION ALL
            SELECT 'connections', format('%s of %s connections to the server are in use: raise max_connections, or start fewer'
                || ' processes', count(*), current_setting('max_connections'))
            FROM pg_stat_activity WHERE backend_type = 'client backend'
            HAVING count(*) > 0.95 * current_setting('max_connections')::int
            """;

    private final DataSource dataSource;

    DatabaseViolations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    List<Violation> find() throws SQLException {
        List<Violation> found = new ArrayList<>();
        ConnectionPurpose.MONITORING.during(() -> found.addAll(query()));
        return found;
    }

    private List<Violation> query() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(QUERY)) {
                List<Violation> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Violation(rows.getString(1), rows.getString(2)));
                }
                return found;
            } finally {
                if (before && !connection.isClosed()) {
                    connection.setAutoCommit(true);
                }
            }
        }
    }
}
