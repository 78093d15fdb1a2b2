package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.eventprocessing.rebuild.RebuildableView;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The status views, built anew in a table beside. */
final class OrderStatusRebuild implements RebuildableView {

    private static final String OLD = "order_status";
    private static final String NEW = "order_status_next";
    private static final String ASIDE = "_old";
    static final String TABLE = OrderStatusViewConfiguration.SCHEMA + "." + NEW;

    private final JdbcClient jdbc;
    private final OrderStatusRows rows;
    private final OrderStream stream;

    /** @param rows those of the new table */
    OrderStatusRebuild(JdbcClient jdbc, OrderStatusRows rows, OrderStream stream) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.stream = stream;
    }

    @Override
    public String name() {
        return OrderStatusProjection.PROCESSOR;
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
            if (event.getPayload() instanceof OrderEvent ofOrder && event instanceof DomainEventMessage<?> inStream) {
                batch.add(ofOrder, inStream.getSequenceNumber(), event.getTimestamp());
            }
        }
        batch.save();
    }

    /** Queries of a table without statistics would be planned badly, all from the same moment on. */
    @Override
    public void prepare() {
        execute("ANALYZE orderstatus.order_status_next");
    }

    /** Whoever comes after a lock that is waited for has to wait too: rather try again than keep readers waiting. */
    @Override
    public void freeze() {
        execute("SET LOCAL lock_timeout = '200ms'");
        execute("LOCK TABLE orderstatus.order_status IN ACCESS EXCLUSIVE MODE");
    }

    @Override
    public void swap() {
        Map<String, String> names = indexes(OLD);
        Map<String, String> newNames = indexes(NEW);
        execute("ALTER TABLE orderstatus.order_status RENAME TO order_status_old");
        names.values().forEach(name -> rename(name, name + ASIDE));
        execute("ALTER TABLE orderstatus.order_status_next RENAME TO order_status");
        // Migrations to come know the indexes by their names.
        newNames.forEach((definition, name) -> rename(name, names.getOrDefault(definition, name)));
    }

    private void rename(String index, String to) {
        execute("ALTER INDEX orderstatus." + index + " RENAME TO " + to);
    }

    @Override
    public void dropOld() {
        execute("DROP TABLE IF EXISTS orderstatus.order_status_old");
    }

    /** The names of a table's indexes, by what they are. */
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
