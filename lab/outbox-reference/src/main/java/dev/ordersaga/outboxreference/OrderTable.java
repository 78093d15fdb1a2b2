package dev.ordersaga.outboxreference;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The tables of orders and of the outbox. */
final class OrderTable {

    /** Both rows in one statement, which is a transaction of its own and one round trip. */
    private static final String PLACE = """
            WITH placed AS (
                INSERT INTO orders (id, customer_id, status, total_minor, currency, payment_method, lines, placed_at, updated_at)
                VALUES (?, ?, 'PLACED', ?, ?, ?, ?::jsonb, ?, ?)
                ON CONFLICT (id) DO NOTHING
                RETURNING id, total_minor, currency, payment_method)
            INSERT INTO outbox (order_id, amount_minor, currency, payment_method)
            SELECT id, total_minor, currency, payment_method FROM placed""";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    OrderTable(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** The status of an order, as it is shown. */
    record OrderStatus(UUID orderId, String customerId, String status, long totalMinor, String currency) {}

    /** Stores the order and its message; an order that exists is left as it is. */
    void place(UUID id, PlaceOrderRequest request) {
        Timestamp now = Timestamp.from(clock.instant());
        int unused = jdbc.update(
                PLACE,
                id,
                request.customerId(),
                request.totalMinor(),
                request.currency(),
                request.paymentMethod(),
                json.writeValueAsString(request.lines()),
                now,
                now);
    }

    Optional<OrderStatus> find(UUID id) {
        List<OrderStatus> found = jdbc.query(
                "SELECT customer_id, status, total_minor, currency FROM orders WHERE id = ?",
                (row, number) -> new OrderStatus(
                        id,
                        row.getString("customer_id"),
                        row.getString("status"),
                        row.getLong("total_minor"),
                        row.getString("currency")),
                id);
        return found.stream().findFirst();
    }
}
