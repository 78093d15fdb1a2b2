package dev.ordersaga.lab.experiments.poison;

import dev.ordersaga.lab.system.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Lets the status view's row, and the saga, of some orders fail: triggers in the database raise an error, so that the
 * services need no fault of their own. Which orders they are, their ids say.
 */
final class FailingTriggers implements AutoCloseable {

    /** The last digits of an id, by which the view cannot handle its order. */
    static final String FOR_THE_VIEW = "0bad";

    /** The last digits of an id, by which the saga cannot handle its order. */
    static final String FOR_THE_SAGA = "5bad";

    private final Connection connection;

    FailingTriggers(int databasePort) throws SQLException {
        connection = Database.connect(databasePort);
    }

    void strew() throws SQLException {
        raise("orderstatus.order_status", "INSERT OR UPDATE", "NEW.order_id::text LIKE '%" + FOR_THE_VIEW + "'");
        raise("ordercommand.association_value_entry", "INSERT", "NEW.association_value LIKE '%" + FOR_THE_SAGA + "'");
    }

    void remove() throws SQLException {
        run("DROP TRIGGER poison ON orderstatus.order_status");
        run("DROP TRIGGER poison ON ordercommand.association_value_entry");
    }

    /** How many orders wait in quarantine; those that nobody tries any more are counted too. */
    long quarantined() throws SQLException {
        return number("SELECT count(*) FROM eventprocessing.dead_letter_sequence");
    }

    long dead() throws SQLException {
        return number("SELECT count(*) FROM eventprocessing.dead_letter_sequence WHERE state = 'DEAD'");
    }

    /** Orders with more than one confirmation, attempt or charge, and events of an aggregate that lack a number. */
    long doubled() throws SQLException {
        return number("SELECT count(*) FROM (SELECT convert_from(payload, 'UTF8')::jsonb ->> 'orderId'"
                        + " FROM eventstore.domain_event_entry WHERE payload_type ~"
                        + " '(OrderConfirmed|PaymentRequested|PaymentAttemptStarted|PaymentCaptured)$'"
                        + " GROUP BY 1, payload_type HAVING count(*) <> 1) doubled")
                + number("SELECT count(*) FROM (SELECT FROM eventstore.domain_event_entry GROUP BY aggregate_identifier"
                        + " HAVING count(*) <> max(sequence_number) + 1) holed");
    }

    /** Rows of the view that are not at the last event of their order, and orders without a row. */
    long unequal() throws SQLException {
        return number(
                "SELECT count(*) FROM (SELECT aggregate_identifier AS id, max(sequence_number) AS last"
                        + " FROM eventstore.domain_event_entry WHERE type = 'Order' GROUP BY 1) fold"
                        + " LEFT JOIN orderstatus.order_status v ON v.order_id = fold.id::uuid WHERE v.version IS DISTINCT FROM last");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void raise(String table, String when, String poisoned) throws SQLException {
        String function = table.substring(0, table.indexOf('.')) + ".poison";
        run("CREATE OR REPLACE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'poisoned on purpose'; END $$");
        run("CREATE TRIGGER poison BEFORE " + when + " ON " + table + " FOR EACH ROW WHEN (" + poisoned
                + ") EXECUTE FUNCTION " + function + "()");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
