package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.load.Placer;
import dev.ordersaga.lab.system.Database;
import dev.ordersaga.lab.system.DatabaseSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * PostgreSQL alone: each connection stores the events of an order in four transactions, the last one with the row of the
 * view. The client is this process, as in pgbench.
 */
final class CeilingTarget implements Target {

    private static final String TABLES = """
            CREATE SCHEMA ceiling;
            CREATE SEQUENCE ceiling.event_seq;
            CREATE TABLE ceiling.event (
                global_index bigint NOT NULL PRIMARY KEY, event_identifier varchar(255) NOT NULL UNIQUE,
                time_stamp varchar(255) NOT NULL, payload_type varchar(255) NOT NULL, payload bytea NOT NULL,
                meta_data bytea, type varchar(255), aggregate_identifier varchar(255) NOT NULL,
                sequence_number bigint NOT NULL, UNIQUE (aggregate_identifier, sequence_number));
            CREATE TABLE ceiling.order_view (
                order_id uuid NOT NULL PRIMARY KEY, status text NOT NULL, placed_at timestamptz NOT NULL,
                document bytea NOT NULL) WITH (fillfactor = 70);
            CREATE INDEX order_view_newest ON ceiling.order_view (placed_at DESC, order_id DESC)""";

    private static final String INSERT = "INSERT INTO ceiling.event VALUES (nextval('ceiling.event_seq'), ?,"
            + " '2026-01-01T00:00:00.000Z', 'dev.ordersaga.api.order.OrderPlaced', ?, ?, 'Order', ?, ?)";
    private static final String UPSERT = "INSERT INTO ceiling.order_view VALUES (?, 'CONFIRMED', now(), ?)"
            + " ON CONFLICT (order_id) DO UPDATE SET status = excluded.status, document = excluded.document";

    private static final int EVENTS = 4;

    /** Mean sizes of order-saga's events, and of the document of its view. */
    private static final int PAYLOAD = 300;

    private static final int META_DATA = 73;
    private static final int DOCUMENT = 900;
    private static final int ACCEPTED = 202;

    private final Database database;

    private CeilingTarget(Database database) {
        this.database = database;
    }

    static CeilingTarget start(Path folder) throws IOException, SQLException {
        Database database = new Database(folder, Map.of());
        try (DatabaseSession session = new DatabaseSession(database.port())) {
            session.execute(TABLES);
        }
        return new CeilingTarget(database);
    }

    @Override
    public Placer placer() throws SQLException {
        return new StatementPlacer(DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres?user=postgres"));
    }

    @Override
    public int databasePort() {
        return database.port();
    }

    @Override
    public List<ProcessHandle> services() {
        return List.of(ProcessHandle.current());
    }

    @Override
    public List<ProcessHandle> database() throws IOException {
        return database.processes();
    }

    @Override
    public void close() throws IOException {
        database.close();
    }

    private static final class StatementPlacer implements Placer {

        private final Connection connection;
        private final PreparedStatement insert;
        private final PreparedStatement upsert;

        StatementPlacer(Connection connection) throws SQLException {
            this.connection = connection;
            this.insert = connection.prepareStatement(INSERT);
            this.upsert = connection.prepareStatement(UPSERT);
        }

        @Override
        public int place(UUID id) throws SQLException {
            for (int number = 0; number < EVENTS - 1; number++) {
                insert(id, number);
            }
            connection.setAutoCommit(false);
            insert(id, EVENTS - 1);
            upsert.setObject(1, id);
            upsert.setBytes(2, new byte[DOCUMENT]);
            int rows = upsert.executeUpdate();
            connection.commit();
            connection.setAutoCommit(true);
            return rows == 1 ? ACCEPTED : 0;
        }

        private void insert(UUID id, int number) throws SQLException {
            insert.setString(1, id + "/" + number);
            insert.setBytes(2, new byte[PAYLOAD]);
            insert.setBytes(3, new byte[META_DATA]);
            insert.setString(4, id.toString());
            insert.setLong(5, number);
            if (insert.executeUpdate() != 1) {
                throw new IllegalStateException("the event was not stored");
            }
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException("cannot disconnect", e);
            }
        }
    }
}
