package dev.ordersaga.eventstore.reading;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the lock of the event sequence from {@code pg_locks}; works on the primary only. */
final class PostgresSequenceLock implements SequenceLock {

    /** {@code nextval} takes a row exclusive lock; pg_dump's access share lock, held for hours, is ignored. */
    static final String HOLDERS = """
            FROM pg_locks l
            WHERE l.locktype = 'relation' AND l.granted
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND l.relation = 'eventstore.domain_event_entry_seq'::regclass
              AND l.mode IN ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
            """;

    static final String HANDED_OUT =
            "SELECT s.last_value, s.is_called, " + StoreIdentity.COLUMNS + " FROM eventstore.domain_event_entry_seq s";

    /** Two statements in one round trip: within a single statement the order of evaluation would be undefined. */
    private static final String SNAPSHOT = HANDED_OUT + "; SELECT l.virtualtransaction, l.pid " + HOLDERS;

    private static final String LONGEST = """
            SELECT h.pid, a.xact_start, coalesce(nullif(a.application_name, ''), 'unnamed') || ', ' || coalesce(a.state, 'prepared')
                || ', transaction ' || h.virtualtransaction
            FROM (SELECT l.pid, l.virtualtransaction %s) h LEFT JOIN pg_stat_activity a ON a.pid = h.pid
            ORDER BY a.xact_start NULLS FIRST LIMIT 1
            """.formatted(HOLDERS);

    private final DataSource dataSource;

    PostgresSequenceLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public SequenceLockSnapshot snapshot() throws SQLException {
        return AutoCommit.query(dataSource, PostgresSequenceLock::snapshot);
    }

    private static SequenceLockSnapshot snapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SNAPSHOT);
            StoreIdentity store;
            long handedOut;
            try (ResultSet sequence = statement.getResultSet()) {
                sequence.next();
                handedOut = sequence.getBoolean(2) ? sequence.getLong(1) : sequence.getLong(1) - 1;
                store = new StoreIdentity(sequence.getLong(3), sequence.getLong(4));
            }
            statement.getMoreResults();
            Set<String> holders = new HashSet<>();
            boolean prepared = false;
            try (ResultSet locks = statement.getResultSet()) {
                while (locks.next()) {
                    if (locks.getObject(2) == null) {
                        prepared = true;
                    } else {
                        holders.add(locks.getString(1));
                    }
                }
            }
            return new SequenceLockSnapshot(store, handedOut, holders, prepared);
        }
    }

    @Override
    public Optional<BlockingTransaction> longestHolder() throws SQLException {
        return AutoCommit.query(dataSource, connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(LONGEST)) {
                return row.next() ? Optional.of(blocker(row)) : Optional.<BlockingTransaction>empty();
            }
        });
    }

    private static BlockingTransaction blocker(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime since = row.getObject(2, OffsetDateTime.class);
        return new BlockingTransaction(
                row.getObject(1, Integer.class), since == null ? null : since.toInstant(), row.getString(3));
    }
}
