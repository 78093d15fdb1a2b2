package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.system.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The status view as its table has it, and as the events themselves tell it: a fold in SQL, which knows none of the code. */
final class StoredView implements AutoCloseable {

    private static final String UNEQUAL = """
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

    private final Connection connection;

    StoredView(int databasePort) throws SQLException {
        connection = Database.connect(databasePort);
    }

    /** Orders whose row is not what their events say, or that lack one of the two. */
    long unequalToTheFold() throws SQLException {
        return Long.parseLong(one(UNEQUAL));
    }

    /** The number of rows, and a digest of all that is in them. */
    String digest() throws SQLException {
        return one(DIGEST);
    }

    /** Some of the orders that it shows. */
    List<UUID> some(int number) throws SQLException {
        List<UUID> orders = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT order_id FROM orderstatus.order_status ORDER BY md5(order_id::text) LIMIT " + number)) {
            while (rows.next()) {
                orders.add(rows.getObject(1, UUID.class));
            }
        }
        return orders;
    }

    private String one(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
