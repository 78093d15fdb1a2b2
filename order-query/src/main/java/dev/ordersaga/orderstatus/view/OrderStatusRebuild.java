package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.eventprocessing.rebuild.CodeVersion;
import dev.ordersaga.eventprocessing.rebuild.RebuildableView;
import dev.ordersaga.eventprocessing.rebuild.TableIndexes;
import dev.ordersaga.eventstore.aggregates.AggregateStreams;
import dev.ordersaga.eventstore.copy.CopyRows;
import dev.ordersaga.eventstore.serialization.UnregisteredTypeGuard;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Zero-downtime rebuild of the read model: fills a second table, then swaps the two. */
final class OrderStatusRebuild implements RebuildableView {

    private static final String CURRENT = "order_status";
    private static final String NEXT = "order_status_next";
    static final String TABLE = OrderStatusViewConfiguration.SCHEMA + "." + NEXT;

    private static final String VERSION = CodeVersion.of(
            CopyRows.class,
            OrderAggregateState.class,
            OrderStatus.class,
            OrderStatusBatch.class,
            OrderStatusDocument.class,
            Fold.class,
            OrderStatusRows.class,
            OrderStream.class,
            TimelineEntry.class);

    /** The type of the aggregate whose streams are those of the orders. */
    private static final String AGGREGATE = "Order";

    private final JdbcTemplate jdbc;
    private final OrderStatusRows rows;
    private final OrderStream stream;
    private final AggregateStreams streams;
    private final TableIndexes indexes;

    /** @param rows the rows of the new table */
    OrderStatusRebuild(JdbcTemplate jdbc, OrderStatusRows rows, OrderStream stream, AggregateStreams streams) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.stream = stream;
        this.streams = streams;
        this.indexes = new TableIndexes(jdbc, OrderStatusViewConfiguration.SCHEMA, CURRENT, NEXT);
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
        execute(
                "CREATE TABLE orderstatus.order_status_next (LIKE orderstatus.order_status INCLUDING ALL EXCLUDING INDEXES) WITH"
                        + " (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500)");
    }

    @Override
    public byte[] fold(long after, long upTo) {
        Fold fold = new Fold();
        streams.forEachEvent(AGGREGATE, after, upTo, fold::add);
        return fold.rows();
    }

    @Override
    public void copy(byte[] copied) {
        rows.commitWithoutFlush();
        CopyRows.addTo(TABLE, OrderStatusRows.COLUMNS, copied, jdbc);
    }

    /** Without statistics the planner would choose bad plans for all queries right after the swap. */
    @Override
    public boolean prepare() {
        boolean isMoreLeft = indexes.buildMissing();
        if (!isMoreLeft) {
            execute("ANALYZE orderstatus.order_status_next");
        }
        return isMoreLeft;
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

    /** Readers queue behind a waiting exclusive lock, so it fails fast and the caller retries. */
    @Override
    public void freeze() {
        execute("SET LOCAL lock_timeout = '200ms'");
        execute("LOCK TABLE orderstatus.order_status IN ACCESS EXCLUSIVE MODE");
    }

    @Override
    public void swap() {
        indexes.swapNames();
        execute("ALTER TABLE orderstatus.order_status RENAME TO order_status_old");
        execute("ALTER TABLE orderstatus.order_status_next RENAME TO order_status");
    }

    @Override
    public void dropOld() {
        execute("DROP TABLE IF EXISTS orderstatus.order_status_old");
    }

    private void execute(String sql) {
        jdbc.execute(sql);
    }

    /** Fold of whole streams, one after the other, into one row each. */
    static final class Fold {

        private final CopyRows copied = new CopyRows(OrderStatusRows.COLUMN_COUNT);
        private @Nullable OrderStatus status;

        /** @param event the next one of its stream, or the first one of the next stream */
        void add(DomainEventMessage<?> event) {
            UnregisteredTypeGuard.check(event, OrderEvent.class);
            if (event.getPayload() instanceof OrderEvent payload) {
                if (event.getSequenceNumber() == 0) {
                    finish();
                }
                status = OrderStatus.evolve(status, payload, event.getSequenceNumber(), event.getTimestamp());
            }
        }

        byte[] rows() {
            finish();
            return copied.toByteArray();
        }

        private void finish() {
            if (status != null) {
                OrderStatusRows.add(status, copied);
                status = null;
            }
        }
    }
}
