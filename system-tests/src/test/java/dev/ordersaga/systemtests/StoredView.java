package dev.ordersaga.systemtests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stored read model, and an independent fold of the events to compare it with. */
final class StoredView {

    /** The newest state by event type, and the sequence number of the last event: a fold in SQL. */
    private static final String FOLD = """
            SELECT aggregate_identifier || ' ' || (array_agg(state ORDER BY sequence_number DESC)
                FILTER (WHERE state IS NOT NULL))[1] || ' ' || max(sequence_number)
            FROM (SELECT *, CASE WHEN payload_type LIKE '%.PaymentRequested' THEN 'AWAITING_PAYMENT'
                    ELSE upper(substring(payload_type FROM '[.]Order(Placed|Confirmed|Shipped|Rejected|Cancelled)$')) END AS state
                FROM eventstore.domain_event_entry WHERE type = 'Order') AS events
            GROUP BY aggregate_identifier ORDER BY aggregate_identifier""";

    private final JdbcClient sql;
    private final OperatorClient operator;

    StoredView(JdbcClient sql, OperatorClient operator) {
        this.sql = sql;
        this.operator = operator;
    }

    /** Rebuilds it, and waits for the end. */
    void rebuild(String key) {
        OperatorClient.json(operator.post("/operations/rebuilds/order-status", key, "{\"reason\": \"a test\"}"));
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> operator.json("/operations/rebuilds")
                        .path("rebuilds")
                        .get(0)
                        .path("rebuild")
                        .path("state")
                        .asString()
                        .equals("DONE"));
    }

    /** Each stored row without its times, which tests change. */
    List<String> rows() {
        return lines(
                "SELECT order_id || ' ' || status || ' ' || version || ' ' || settled || ' ' || encode(document, 'hex')"
                        + " FROM orderstatus.order_status ORDER BY order_id");
    }

    /** Order, state and version of each row. */
    List<String> states() {
        return lines(
                "SELECT order_id || ' ' || status || ' ' || version FROM orderstatus.order_status ORDER BY order_id::text");
    }

    /** The same by the events. */
    List<String> fold() {
        return lines(FOLD);
    }

    private List<String> lines(String query) {
        return sql.sql(query).query((row, number) -> row.getString(1)).list();
    }
}
