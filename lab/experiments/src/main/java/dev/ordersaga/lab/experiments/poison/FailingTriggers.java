package dev.ordersaga.lab.experiments.poison;

import dev.ordersaga.lab.system.DatabaseSession;
import java.sql.SQLException;

/**
 * Database triggers that fail the status view's row, or the request for payment, of some orders, so that the services need no fault
 * injection. The last digits of an order's id select it.
 */
final class FailingTriggers implements AutoCloseable {

    /** Last digits of the ids of orders whose view fails. */
    static final String FAILING_VIEW = "0bad";

    /** Last digits of the ids of orders whose payment cannot be requested. */
    static final String FAILING_REQUEST = "5bad";

    private final DatabaseSession database;

    FailingTriggers(int databasePort) throws SQLException {
        database = new DatabaseSession(databasePort);
    }

    void create() throws SQLException {
        create("orderstatus.order_status", "INSERT OR UPDATE", "NEW.order_id::text LIKE '%" + FAILING_VIEW + "'");
        create(
                "eventstore.domain_event_entry",
                "INSERT",
                "NEW.payload_type LIKE '%.PaymentRequested' AND NEW.aggregate_identifier LIKE '%" + FAILING_REQUEST
                        + "'");
    }

    void drop() throws SQLException {
        database.execute("DROP TRIGGER poison ON orderstatus.order_status");
        database.execute("DROP TRIGGER poison ON eventstore.domain_event_entry");
    }

    /** Orders with dead letters, those without further retries included. */
    long deadLetters() throws SQLException {
        return database.number("SELECT count(*) FROM eventprocessing.dead_letter_sequence");
    }

    /** Orders with dead letters that are not retried any more. */
    long exhausted() throws SQLException {
        return database.number("SELECT count(*) FROM eventprocessing.dead_letter_sequence WHERE state = 'DEAD'");
    }

    /** Orders with more than one confirmation, attempt or charge, and streams with gaps. */
    long duplicatesAndGaps() throws SQLException {
        return database.number("SELECT count(*) FROM (SELECT convert_from(payload, 'UTF8')::jsonb ->> 'orderId'"
                        + " FROM eventstore.domain_event_entry WHERE payload_type ~"
                        + " '(OrderConfirmed|PaymentRequested|PaymentAttemptStarted|PaymentCaptured)$'"
                        + " GROUP BY 1, payload_type HAVING count(*) <> 1) duplicate")
                + database.number("SELECT count(*) FROM (SELECT FROM eventstore.domain_event_entry"
                        + " GROUP BY aggregate_identifier HAVING count(*) <> max(sequence_number) + 1) gap");
    }

    /** Rows of the view that are not at the last event of their order, and orders without a row. */
    long staleRows() throws SQLException {
        return database.number("SELECT count(*) FROM (SELECT aggregate_identifier AS id, max(sequence_number) AS last"
                + " FROM eventstore.domain_event_entry WHERE type = 'Order' GROUP BY 1) fold"
                + " LEFT JOIN orderstatus.order_status v ON v.order_id = fold.id::uuid"
                + " WHERE v.version IS DISTINCT FROM last");
    }

    private void create(String table, String when, String condition) throws SQLException {
        String function = table.substring(0, table.indexOf('.')) + ".poison";
        database.execute("CREATE OR REPLACE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN RAISE EXCEPTION 'fails on purpose'; END $$");
        database.execute("CREATE TRIGGER poison BEFORE " + when + " ON " + table + " FOR EACH ROW WHEN (" + condition
                + ") EXECUTE FUNCTION " + function + "()");
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
