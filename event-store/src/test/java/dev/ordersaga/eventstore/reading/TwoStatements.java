package dev.ordersaga.eventstore.reading;

import dev.ordersaga.eventstore.testing.JpaOnPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Takes the snapshot in two round trips, in either order, with a step in between. */
record TwoStatements(JpaOnPostgres database, boolean indexFirst, Step between) implements SequenceLock {

    @Override
    public SequenceLockSnapshot snapshot() throws SQLException {
        try (Connection connection = database.connect()) {
            Set<String> holders = indexFirst ? Set.of() : holders(connection);
            if (!indexFirst) {
                between.run();
            }
            SequenceLockSnapshot index = index(connection);
            if (indexFirst) {
                between.run();
                holders = holders(connection);
            }
            return new SequenceLockSnapshot(index.store(), index.handedOut(), holders, false);
        }
    }

    @Override
    public Optional<BlockingTransaction> longestHolder() {
        return Optional.empty();
    }

    private static SequenceLockSnapshot index(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PostgresSequenceLock.HANDED_OUT)) {
            row.next();
            return new SequenceLockSnapshot(
                    new StoreIdentity(row.getLong(3), row.getLong(4)),
                    row.getBoolean(2) ? row.getLong(1) : row.getLong(1) - 1,
                    Set.of(),
                    false);
        }
    }

    private static Set<String> holders(Connection connection) throws SQLException {
        Set<String> holders = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT l.virtualtransaction " + PostgresSequenceLock.HOLDERS)) {
            while (row.next()) {
                holders.add(row.getString(1));
            }
        }
        return holders;
    }
}
