package dev.ordersaga.orderstatus.view;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.orderstate.OrderCase;
import dev.ordersaga.api.status.OrderAction;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.api.status.RejectionReason;
import dev.ordersaga.eventstore.copy.CopyRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Table of the read model. Writes belong to the caller's transaction. */
class OrderStatusRows implements OrderStatusReader {

    static final String COLUMNS = "order_id, customer_id, status, reason, payment_status, version, settled, cases,"
            + " total_minor, currency, placed_at, updated_at, actions, document";

    static final int COLUMN_COUNT = 14;

    /** Idempotent: redelivered events never bring back an older version. One statement for all rows of a batch. */
    private static final String UPSERT = """
            INSERT INTO %s AS known (%s)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::boolean[],
                ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::bytea[])
            ON CONFLICT (order_id) DO UPDATE SET status = excluded.status, reason = excluded.reason,
                payment_status = excluded.payment_status, version = excluded.version, settled = excluded.settled,
                cases = excluded.cases, updated_at = excluded.updated_at, actions = excluded.actions,
                document = excluded.document
            WHERE known.version < excluded.version""";

    static final String TABLE = OrderStatusViewConfiguration.SCHEMA + ".order_status";

    private final JdbcClient client;
    private final String table;
    private final String upsert;

    /** @param table qualified name: the current table, or the one that a rebuild fills */
    OrderStatusRows(JdbcTemplate jdbc, String table) {
        this.table = table;
        this.upsert = UPSERT.formatted(table, COLUMNS);
        this.client = JdbcClient.create(jdbc);
    }

    @Override
    public Optional<OrderStatus> find(UUID orderId) {
        return Optional.ofNullable(findAll(List.of(orderId)).get(orderId));
    }

    /** The orders that have a row, by id. */
    Map<UUID, OrderStatus> findAll(Collection<UUID> orderIds) {
        Map<UUID, OrderStatus> found = new HashMap<>();
        if (orderIds.isEmpty()) {
            return found;
        }
        client.sql("SELECT document FROM " + table + " WHERE order_id = ANY (?)")
                .param(new SqlArrayValue("uuid", orderIds.toArray()))
                .query((row, number) -> OrderStatusDocument.read(row.getBytes(1)))
                .list()
                .forEach(status -> found.put(status.orderId(), status));
        return found;
    }

    /**
     * The running transaction, which stores no event, needs no flush: rows and token are lost together, and events handled
     * again.
     */
    void commitWithoutFlush() {
        client.sql("SET LOCAL synchronous_commit TO off").update();
    }

    void save(Collection<OrderStatus> statuses) {
        List<OrderStatus> all = List.copyOf(statuses);
        client.sql(upsert)
                .param(array("uuid", all, OrderStatus::orderId))
                .param(array("text", all, OrderStatus::customerId))
                .param(array("text", all, status -> status.status().name()))
                .param(array("text", all, OrderStatusRows::rejection))
                .param(array("text", all, status -> status.payment().status().name()))
                .param(array("bigint", all, OrderStatus::version))
                .param(array("boolean", all, OrderStatus::isSettled))
                .param(array("text", all, OrderStatusRows::cases))
                .param(array("bigint", all, status -> status.total().minor()))
                .param(array("text", all, status -> status.total().currency().getCurrencyCode()))
                .param(array("timestamptz", all, status -> utc(status.placedAt())))
                .param(array("timestamptz", all, status -> utc(status.updatedAt())))
                .param(array("text", all, OrderStatusRows::actions))
                .param(documents(all))
                .update();
    }

    /** Adds a row, its columns in the order of {@link #COLUMNS}. */
    static void add(OrderStatus status, CopyRows rows) {
        rows.row()
                .uuid(status.orderId())
                .text(status.customerId())
                .text(status.status().name())
                .text(rejection(status))
                .text(status.payment().status().name())
                .bigint(status.version())
                .bool(status.isSettled())
                .text(cases(status))
                .bigint(status.total().minor())
                .text(status.total().currency().getCurrencyCode())
                .timestamp(status.placedAt())
                .timestamp(status.updatedAt())
                .text(actions(status))
                .bytea(OrderStatusDocument.write(status));
    }

    void deleteAll() {
        client.sql("DELETE FROM " + table).update();
    }

    /** Contains every state, with zero for states without orders. */
    Map<OrderState, Long> countByState() {
        Map<OrderState, Long> counts = new EnumMap<>(OrderState.class);
        for (OrderState state : OrderState.values()) {
            counts.put(state, 0L);
        }
        client.sql("SELECT status, count(*) FROM " + table + " GROUP BY status")
                .query((row, number) -> counts.put(OrderState.valueOf(row.getString(1)), row.getLong(2)))
                .list();
        return counts;
    }

    @Override
    public List<OrderSummary> list(OrderSearch search) {
        OrderSearch.PageKey after = search.after();
        return client.sql(listSql(search))
                .param("customerId", search.customerId())
                .param(
                        "status",
                        search.status() == null ? null : search.status().name())
                .param(
                        "paymentStatus",
                        search.paymentStatus() == null
                                ? null
                                : search.paymentStatus().name())
                .param("placedAfter", utc(search.placedAfter()))
                .param("afterTime", after == null ? null : utc(after.placedAt()))
                .param("afterId", after == null ? null : after.orderId())
                .param("limit", search.limit())
                .query((row, number) -> summary(row))
                .list();
    }

    /** Contains only the conditions of this search, so that each combination gets the plan of its index. */
    private String listSql(OrderSearch search) {
        return "SELECT order_id, customer_id, status, reason, payment_status, version, total_minor, currency, placed_at, updated_at,"
                + " actions FROM " + table + " WHERE true"
                + (search.customerId() == null ? "" : " AND customer_id = :customerId")
                + (search.status() == null ? "" : " AND status = :status")
                + (search.paymentStatus() == null ? "" : " AND payment_status = :paymentStatus")
                + (search.placedAfter() == null ? "" : " AND placed_at > :placedAfter")
                + (search.after() == null ? "" : " AND (placed_at, order_id) < (:afterTime, :afterId)")
                + " ORDER BY placed_at DESC, order_id DESC LIMIT :limit";
    }

    private static OrderSummary summary(ResultSet row) throws SQLException {
        String reason = row.getString("reason");
        return new OrderSummary(
                row.getObject("order_id", UUID.class),
                row.getString("customer_id"),
                OrderState.valueOf(row.getString("status")),
                reason == null ? null : RejectionReason.valueOf(reason),
                PaymentStatus.valueOf(row.getString("payment_status")),
                row.getLong("version"),
                new Money(row.getLong("total_minor"), Currency.getInstance(row.getString("currency"))),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                actions(row.getString("actions")));
    }

    /** The driver takes byte arrays only in an array of their type. */
    private static SqlArrayValue documents(List<OrderStatus> rows) {
        return new SqlArrayValue("bytea", (Object[])
                rows.stream().map(OrderStatusDocument::write).toArray(byte[][]::new));
    }

    private static SqlArrayValue array(
            String type, List<OrderStatus> rows, Function<OrderStatus, @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }

    private static @Nullable String rejection(OrderStatus status) {
        return status.rejection() == null ? null : status.rejection().name();
    }

    private static String actions(OrderStatus status) {
        return status.availableActions().stream().map(OrderAction::name).collect(joining(" "));
    }

    private static Set<OrderAction> actions(String names) {
        return names.isEmpty()
                ? Set.of()
                : Arrays.stream(names.split(" ", -1)).map(OrderAction::valueOf).collect(toUnmodifiableSet());
    }

    /** The ids of its cases, separated by blanks; null if it has none. */
    private static @Nullable String cases(OrderStatus status) {
        List<OrderCase> cases = status.order().cases();
        return cases.isEmpty() ? null : cases.stream().map(OrderCase::id).collect(joining(" "));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
