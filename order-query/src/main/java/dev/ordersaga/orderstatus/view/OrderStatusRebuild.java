package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.eventprocessing.rebuild.CodeVersion;
import dev.ordersaga.eventprocessing.rebuild.RebuildableView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Zero-downtime rebuild of the read model: fills a second table, then swaps the two. */
final class OrderStatusRebuild implements RebuildableView {

    private static final String CURRENT = "order_status";
    private static final String NEXT = "order_status_next";
    private static final String OLD_SUFFIX = "_old";
    static final String TABLE = OrderStatusViewConfiguration.SCHEMA + "." + NEXT;

    private static final String VERSION = CodeVersion.of(
            OrderAggregateState.class,
            OrderStatus.class,
            OrderStatusBatch.class,
            OrderStatusDocument.class,
            OrderStatusRows.class,
            OrderStream.class,
            TimelineEntry.class);

    private final JdbcClient jdbc;
    private final OrderStatusRows rows;
    private final OrderStream stream;

    /** @param rows the rows of the new table */
    OrderStatusRebuild(JdbcClient jdbc, OrderStatusRows rows, OrderStream stream) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.stream = stream;
    }

    @Override
    public String name() {
        return OrderStatusProjection.PROCESSOR;
    }

    /** What decides the content of a row: the fold of an order's events, its document, and how it is written. */
    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public Class<?> eventType() {
        return OrderEvent.class;
    }

    @Override
    public void begin() {
        execute("DROP TABLE IF EXISTS orderstatus.order_status_next");
        dropOld();
        execute("CREATE TABLE orderstatus.order_status_next (LIKE orderstatus.order_status INCLUDING ALL) WITH"
                + " (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500)");
    }

    @Override
    public void handle(List<? extends TrackedEventMessage<?>> events) {
        OrderStatusBatch batch = new OrderStatusBatch(rows, stream);
        for (TrackedEventMessage<?> event : events) {
            if (event.getPayload() instanceof OrderEvent payload && event instanceof DomainEventMessage<?> message) {
                batch.add(payload, message.getSequenceNumber(), event.getTimestamp());
            }
        }
        batch.save();
    }

    /** Without statistics the planner would choose bad plans for all queries right after the swap. */
    @Override
    public void prepare() {
        execute("ANALYZE orderstatus.order_status_next");
    }

    /** Readers queue behind a waiting exclusive lock, so it fails fast and the caller retries. */
    @Override
    public void freeze() {
        execute("SET LOCAL lock_timeout = '200ms'");
        execute("LOCK TABLE orderstatus.order_status IN ACCESS EXCLUSIVE MODE");
    }

    @Override
    public void swap() {
        Map<String, String> names = indexes(CURRENT);
        Map<String, String> newNames = indexes(NEXT);
        execute("ALTER TABLE orderstatus.order_status RENAME TO order_status_old");
        names.values().forEach(name -> rename(name, name + OLD_SUFFIX));
        execute("ALTER TABLE orderstatus.order_status_next RENAME TO order_status");
        // Later migrations refer to the indexes by their names.
        newNames.forEach((definition, name) -> rename(name, names.getOrDefault(definition, name)));
    }

    private void rename(String index, String to) {
        execute("ALTER INDEX orderstatus." + index + " RENAME TO " + to);
    }

    @Override
    public void dropOld() {
        execute("DROP TABLE IF EXISTS orderstatus.order_status_old");
    }

    /** Index names of a table by their definitions. */
    private Map<String, String> indexes(String table) {
        return jdbc
                .sql("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = ? AND tablename = ?")
                .params(OrderStatusViewConfiguration.SCHEMA, table)
                .query((row, number) -> Map.entry(
                        row.getString("indexdef").replaceFirst("^CREATE (UNIQUE )?INDEX .+? USING ", "$1"),
                        row.getString("indexname")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void execute(String sql) {
        jdbc.sql(sql).update();
    }
}
