package dev.ordersaga.lab.system;

import java.sql.SQLException;

/**
 * Fills the event store with confirmed orders, five events each, while no service runs. Except for their times they equal
 * what the services would have stored.
 */
public final class StoredOrderGenerator {

    /** Events per order. */
    private static final int EVENTS = 5;

    private static final String FILL = """
            INSERT INTO eventstore.domain_event_entry (global_index, event_identifier, time_stamp, payload_type, payload,
                meta_data, type, aggregate_identifier, sequence_number)
            SELECT first.number + (o - 1) * 5 + k, prefix || '700' || k || '-a' || suffix,
                '2025-01-01T00:00:00.000Z', 'dev.ordersaga.api.' || (ARRAY['order.OrderPlaced', 'order.PaymentRequested',
                    'payment.PaymentAttemptStarted', 'payment.PaymentCaptured', 'order.OrderConfirmed'])[k],
                convert_to(CASE k
                    WHEN 1 THEN '{"orderId":"' || order_id || '","fingerprint":"' || encode(sha256(order_id::bytea), 'hex')
                        || '","tenant":"default","customerId":"17850","lines":[{"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER",'
                        || '"quantity":6,"unitPrice":2.55,"total":"15.30 GBP"}],'
                        || '"total":"15.30 GBP","paymentMethod":"pm_card_visa"}'
                    WHEN 2 THEN '{"orderId":"' || order_id || '","attempt":1,'
                        || '"paymentMethod":"pm_card_visa","amount":"15.30 GBP"}'
                    WHEN 3 THEN '{"orderId":"' || order_id || '","attempt":1,'
                        || '"idempotencyKey":"' || order_id || '/authorize/1","paymentMethod":"pm_card_visa",'
                        || '"amount":"15.30 GBP"}'
                    WHEN 4 THEN '{"orderId":"' || order_id || '","attempt":1,'
                        || '"paymentMethod":"pm_card_visa","amount":"15.30 GBP",'
                        || '"providerReference":"simulated/' || order_id || '/authorize/1"}'
                    ELSE '{"orderId":"' || order_id || '","attempt":{"number":1,"paymentMethod":"pm_card_visa",'
                        || '"status":"CAPTURED"},"captured":"15.30 GBP"}'
                END, 'UTF8'),
                convert_to('{"traceparent":"00-' || encode(uuid_send(order_id::uuid), 'hex') || '-00f067aa0ba902b7-01"}', 'UTF8'),
                CASE WHEN k IN (3, 4) THEN 'Payment' ELSE 'Order' END,
                CASE WHEN k IN (3, 4) THEN payment_id ELSE order_id END,
                (ARRAY[0, 1, 0, 1, 2])[k]
            FROM (SELECT last_value AS number FROM eventstore.domain_event_entry_seq) AS first,
                generate_series(1, ORDERS) AS o,
                LATERAL (SELECT lpad(to_hex(1600000000000 + first.number + o), 12, '0') AS time) AS h,
                LATERAL (SELECT substr(time, 1, 8) || '-' || substr(time, 9, 4) || '-' AS prefix,
                    '000-' || lpad(to_hex(first.number + o), 12, '0') AS suffix) AS parts,
                LATERAL (SELECT prefix || '7000-8' || suffix AS order_id, prefix || '7000-9' || suffix AS payment_id) AS ids,
                generate_series(1, 5) AS k
            ORDER BY o, k""";

    private StoredOrderGenerator() {}

    /** Adds orders until the store holds at least {@code events} events, all marked as processed. */
    public static void fillTo(int port, long events) throws SQLException {
        try (DatabaseSession database = new DatabaseSession(port)) {
            long missing = events - database.number("SELECT count(*) FROM eventstore.domain_event_entry");
            if (missing > 0) {
                database.execute(FILL.replace("ORDERS", String.valueOf((missing + EVENTS - 1) / EVENTS)));
            }
            database.execute("SELECT setval('eventstore.domain_event_entry_seq',"
                    + " (SELECT max(global_index) FROM eventstore.domain_event_entry))");
            for (String tokens : TokenTables.in(database)) {
                database.execute("UPDATE " + tokens + " SET owner = NULL, token = convert_to(regexp_replace("
                        + "convert_from(token, 'UTF8'), '\\{.*\\}', '{\"index\":' || (SELECT max(global_index) FROM"
                        + " eventstore.domain_event_entry) || ',\"gaps\":[]}'), 'UTF8')"
                        + " WHERE processor_name <> '__config'");
            }
            database.execute("VACUUM ANALYZE eventstore.domain_event_entry");
            database.execute("CHECKPOINT");
        }
    }

    /** Deletes the status view and its processor's position, so that it is rebuilt from the first event. */
    public static void deleteStatusView(int port) throws SQLException {
        try (DatabaseSession database = new DatabaseSession(port)) {
            database.execute("TRUNCATE orderstatus.order_status");
            for (String tokens : TokenTables.in(database)) {
                database.execute("DELETE FROM " + tokens + " WHERE processor_name = 'order-status'");
            }
        }
    }
}
