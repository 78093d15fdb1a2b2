package dev.ordersaga.eventstore.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;

/**
 * Start-up check that the database meets the preconditions of exact reading. Each statement returns one row per
 * violation.
 */
final class DatabaseSafetyCheck implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSafetyCheck.class);

    private static final List<String> VIOLATIONS = List.of("""
            SELECT 'this is a read-only standby: the locks of the writers are only visible on the primary'
            WHERE pg_is_in_recovery()
            """, """
            SELECT format('the default transaction isolation is %s: exact reading needs read committed', setting)
            FROM pg_settings WHERE name = 'default_transaction_isolation' AND setting <> 'read committed'
            """, """
            SELECT format('sequence eventstore.domain_event_entry_seq has increment %s and cache %s: both must be 1, since an'
                || ' index must be taken inside the transaction that stores its event (ALTER SEQUENCE ... INCREMENT BY 1 CACHE 1)',
                increment_by, cache_size)
            FROM pg_sequences
            WHERE schemaname = 'eventstore' AND sequencename = 'domain_event_entry_seq'
              AND (increment_by <> 1 OR cache_size <> 1)
            """, """
            SELECT format('sequence eventstore.domain_event_entry_seq may return %s, or cycle: it must ascend from 1',
                min_value)
            FROM pg_sequences
            WHERE schemaname = 'eventstore' AND sequencename = 'domain_event_entry_seq' AND (min_value < 1 OR cycle)
            """, """
            SELECT format('sequence eventstore.domain_event_entry_seq is at %s, behind the stored event %s: set it by setval',
                s.last_value, e.global_index)
            FROM eventstore.domain_event_entry_seq s,
                 (SELECT max(global_index) AS global_index FROM eventstore.domain_event_entry) e
            WHERE s.last_value < e.global_index
            """, """
            SELECT format('column %s.%s.%s is of type %s: it must be bytea, large objects are never freed',
                table_schema, table_name, column_name, data_type)
            FROM information_schema.columns
            WHERE table_schema = 'eventstore' AND table_name IN ('domain_event_entry', 'snapshot_event_entry')
              AND column_name IN ('payload', 'meta_data') AND data_type <> 'bytea'
            ORDER BY 1
            """);

    private static final String UNBOUNDED_WRITERS = """
            SELECT format('%s is off: a transaction that stored an event and never ends blocks all readers', name)
            FROM pg_settings
            WHERE name IN ('transaction_timeout', 'idle_in_transaction_session_timeout') AND setting = '0'
            ORDER BY 1
            """;

    private final DataSource dataSource;
    private final ClockSkew skew;
    private final Duration allowedSkew;

    DatabaseSafetyCheck(DataSource dataSource, ClockSkew skew, Duration allowedSkew) {
        this.dataSource = dataSource;
        this.skew = skew;
        this.allowedSkew = allowedSkew;
    }

    @Override
    public void afterPropertiesSet() throws SQLException {
        List<String> violations = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (String query : VIOLATIONS) {
                violations.addAll(rows(connection, query));
            }
            rows(connection, UNBOUNDED_WRITERS).forEach(LOG::warn);
        }
        Duration measured = skew.measure();
        if (measured.compareTo(allowedSkew) > 0) {
            violations.add("the clock of this process and that of the database are %s ms apart, %s ms are allowed"
                    .formatted(measured.toMillis(), allowedSkew.toMillis()));
        }
        if (!violations.isEmpty()) {
            throw new UnsafeDatabaseException(violations);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
