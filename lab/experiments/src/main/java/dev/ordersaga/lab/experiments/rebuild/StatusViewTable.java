package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.system.DatabaseSession;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The table of the status view, compared with an independent fold of the events in SQL. */
final class StatusViewTable implements AutoCloseable {

    private static final String STALE = """
            WITH fold AS (
                SELECT aggregate_identifier AS id, max(sequence_number) AS version,
                    (array_agg(state ORDER BY sequence_number DESC) FILTER (WHERE state IS NOT NULL))[1] AS state
                FROM (SELECT *, CASE WHEN payload_type LIKE '%.PaymentRequested' THEN 'AWAITING_PAYMENT'
                        ELSE upper(substring(payload_type FROM '[.]Order(Placed|Confirmed|Shipped|Rejected|Cancelled)$')) END AS state
                    FROM eventstore.domain_event_entry WHERE type = 'Order') AS events
                GROUP BY aggregate_identifier)
            SELECT count(*) FROM fold FULL JOIN orderstatus.order_status AS view ON view.order_id::text = fold.id
            WHERE (view.status, view.version) IS DISTINCT FROM (fold.state, fold.version)""";
    private static final String DIGEST =
            "SELECT count(*) || ' rows, ' || md5(string_agg(md5(v::text), '' ORDER BY order_id)) FROM orderstatus.order_status v";

    private final DatabaseSession database;

    StatusViewTable(int databasePort) throws SQLException {
        database = new DatabaseSession(databasePort);
    }

    /** Orders whose row differs from the fold of their events, or that lack one of the two. */
    long staleRows() throws SQLException {
        return database.number(STALE);
    }

    /** The number of rows, and a digest of their content. */
    String digest() throws SQLException {
        return database.text(DIGEST);
    }

    /** Some orders of the view. */
    List<UUID> some(int number) throws SQLException {
        return database.query(
                "SELECT order_id FROM orderstatus.order_status ORDER BY md5(order_id::text) LIMIT " + number,
                row -> row.getObject(1, UUID.class));
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
