package dev.ordersaga.orderstatus.view;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.ordersaga.api.orderstate.OrderCase;
import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.eventstore.copy.CopyRows;
import dev.ordersaga.orderstatus.persons.StoredPersons;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderSearch.PageKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Table of the read model. Writes belong to the caller's transaction. */
class OrderStatusRows implements OrderStatusReader {

    static final String COLUMNS =
            "order_id, tenant, subject, customer_id, status, reason, payment_status, version, settled, cases,"
                    + " total_minor, currency, placed_at, updated_at, actions, document";

    static final int COLUMN_COUNT = 16;

    /** Of a customer without orders; no row has it. */
    private static final UUID NO_SUBJECT = new UUID(0, 0);

    /** Idempotent: redelivered events never bring back an older version. One statement for all rows of a batch. */
    private static final String UPSERT = """
            INSERT INTO %s AS known (%s)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                ?::boolean[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::bytea[])
            ON CONFLICT (order_id) DO UPDATE SET status = excluded.status, reason = excluded.reason,
                payment_status = excluded.payment_status, version = excluded.version, settled = excluded.settled,
                cases = excluded.cases, updated_at = excluded.updated_at, actions = excluded.actions,
                document = excluded.document
            WHERE known.version < excluded.version""";

    static final String TABLE = OrderStatusViewConfiguration.SCHEMA + ".order_status";

    private final JdbcClient client;
    private final String table;
    private final String upsert;
    private final OrderStatusDocument documents;
    private final StoredPersons persons;

    /** @param table qualified name: the current table, or the one that a rebuild fills */
    OrderStatusRows(JdbcTemplate jdbc, String table, OrderStatusDocument documents, StoredPersons persons) {
        this.table = table;
        this.documents = documents;
        this.persons = persons;
        this.upsert = UPSERT.formatted(table, COLUMNS);
        this.client = JdbcClient.create(jdbc);
    }

    @Override
    public OrderStatusReader.Row find(UUID orderId, Viewer viewer) {
        return client.sql("SELECT CASE WHEN tenant = coalesce(?, tenant) AND subject = coalesce(?::uuid, subject)"
                        + " THEN document END FROM " + table + " WHERE order_id = ?")
                .param(viewer.tenant())
                .param(subject(viewer.tenant(), viewer.customerId()))
                .param(orderId)
                .query((row, number) -> row(row.getBytes(1)))
                .optional()
                .orElse(OrderStatusReader.Row.NONE);
    }

    private OrderStatusReader.Row row(byte @Nullable [] document) {
        return document == null
                ? new OrderStatusReader.Row(null, true)
                : new OrderStatusReader.Row(documents.read(document), false);
    }

    /** The orders that have a row, by id. */
    Map<UUID, OrderStatus> findAll(Collection<UUID> orderIds) {
        Map<UUID, OrderStatus> found = new HashMap<>();
        if (orderIds.isEmpty()) {
            return found;
        }
        read(client.sql("SELECT document FROM " + table + " WHERE order_id = ANY (?)")
                        .param(new SqlArrayValue("uuid", orderIds.toArray()))
                        .query((row, number) -> row.getBytes(1))
                        .list())
                .forEach(status -> found.put(status.orderId(), status));
        return found;
    }

    @Override
    public List<OrderStatus> ofSubject(UUID subject, @Nullable PageKey after, int limit) {
        return read(client.sql("SELECT document FROM " + table + " WHERE subject = :subject"
                        + (after == null ? "" : " AND (placed_at, order_id) < (:afterTime, :afterId)")
                        + " ORDER BY placed_at DESC, order_id DESC LIMIT :limit")
                .param("subject", subject)
                .param("afterTime", after == null ? null : utc(after.placedAt()))
                .param("afterId", after == null ? null : after.orderId())
                .param("limit", limit)
                .query((row, number) -> row.getBytes(1))
                .list());
    }

    private List<OrderStatus> read(List<byte[]> stored) {
        return documents.readAll(stored, persons::announceDocuments);
    }

    /** For a transaction that stores no event: rows and token are lost together, and events handled again. */
    void commitWithoutFlush() {
        client.sql("SET LOCAL synchronous_commit TO off").update();
    }

    void save(Collection<OrderStatus> statuses) {
        List<OrderStatus> all = List.copyOf(statuses);
        client.sql(upsert)
                .param(array("uuid", all, OrderStatus::orderId))
                .param(array("text", all, OrderStatus::tenant))
                .param(array("uuid", all, this::subject))
                .param(array("text", all, this::customer))
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
                .param(array("text", all, OrderSummary::actions))
                .param(documents(all))
                .update();
    }

    /** Adds a row, its columns in the order of {@link #COLUMNS}. */
    void add(OrderStatus status, CopyRows rows) {
        rows.row()
                .uuid(status.orderId())
                .text(status.tenant())
                .uuid(subject(status))
                .text(customer(status))
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
                .text(OrderSummary.actions(status))
                .bytea(documents.write(status));
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
        PageKey after = search.after();
        Viewer viewer = search.viewer();
        List<OrderSummary> found = client.sql(search.sql(table))
                .param("tenant", viewer.tenant())
                .param("owner", subject(viewer.tenant(), viewer.customerId()))
                .param("subject", subject(viewer.tenant(), search.customerId()))
                .param(
                        "status",
                        search.status() == null ? null : search.status().name())
                .param("placedAfter", utc(search.placedAfter()))
                .param("afterTime", after == null ? null : utc(after.placedAt()))
                .param("afterId", after == null ? null : after.orderId())
                .param("limit", search.limit())
                .query((row, number) -> OrderSummary.of(row))
                .list();
        persons.announce(found.stream().map(OrderSummary::subject).collect(toUnmodifiableSet()));
        return found.stream()
                .map(row -> row.withCustomer(persons.reveal(row.customerId())))
                .toList();
    }

    /** The driver takes byte arrays only in an array of their type. */
    private SqlArrayValue documents(List<OrderStatus> rows) {
        return new SqlArrayValue(
                "bytea", (Object[]) rows.stream().map(documents::write).toArray(byte[][]::new));
    }

    private static SqlArrayValue array(
            String type, List<OrderStatus> rows, Function<OrderStatus, @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }

    /** By which the rows of a customer are found; null for those of all customers. */
    private @Nullable UUID subject(@Nullable String tenant, @Nullable String customerId) {
        if (customerId == null) {
            return null;
        }
        return tenant == null ? NO_SUBJECT : persons.find(tenant, customerId).orElse(NO_SUBJECT);
    }

    private UUID subject(OrderStatus status) {
        return persons.subjectOf(status.orderId(), status.tenant(), status.customerId());
    }

    private String customer(OrderStatus status) {
        return persons.encrypted(status.orderId(), status.customerId());
    }

    private static @Nullable String rejection(OrderStatus status) {
        return status.rejection() == null ? null : status.rejection().name();
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
