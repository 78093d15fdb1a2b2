package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Test access for the model in system-tests: the real projection over rows in memory. */
public final class ProjectionHarness {

    private final Map<UUID, OrderStatus> rows = new HashMap<>();
    private final OrderStatusProjection projection;
    private final OrderStream stream;
    private final Consumer<Runnable> onRollback;

    /** @param onRollback registers the action that undoes a change */
    public ProjectionHarness(EventStore events, Consumer<Runnable> onRollback) {
        this.onRollback = onRollback;
        this.stream = new OrderStream(events);
        this.projection = new OrderStatusProjection(new RowsInMemory(), stream);
    }

    public void clear() {
        rows.clear();
    }

    public void handle(OrderEvent event, long sequence, Instant at) {
        projection.on(event, sequence, at);
    }

    /** A projection without idempotency: treats each event as the next one. */
    public void handleUnguarded(OrderEvent event, Instant at) {
        OrderStatus before = rows.get(event.orderId());
        put(OrderStatus.evolve(before, event, before == null ? 0 : before.version() + 1, at));
    }

    /** Null if there is no row yet. */
    public @Nullable OrderStatus row(UUID orderId) {
        return rows.get(orderId);
    }

    /** The fold of the stream. */
    public @Nullable OrderStatus fold(UUID orderId) {
        return stream.catchUp(orderId, null);
    }

    private void put(OrderStatus status) {
        OrderStatus before = rows.put(status.orderId(), status);
        onRollback.accept(() -> {
            if (before == null) {
                rows.remove(status.orderId());
            } else {
                rows.put(status.orderId(), before);
            }
        });
    }

    /** Behaves like the SQL statements, including the version check of the upsert. */
    private final class RowsInMemory extends OrderStatusRows {

        RowsInMemory() {
            super(new JdbcTemplate(), "none");
        }

        @Override
        void commitWithoutFlush() {
            // What the model's transactions commit is never lost.
        }

        @Override
        Map<UUID, OrderStatus> findAll(Collection<UUID> orderIds) {
            Map<UUID, OrderStatus> found = new HashMap<>();
            for (UUID id : orderIds) {
                OrderStatus row = rows.get(id);
                if (row != null) {
                    found.put(id, row);
                }
            }
            return found;
        }

        @Override
        void save(Collection<OrderStatus> statuses) {
            for (OrderStatus status : statuses) {
                OrderStatus known = rows.get(status.orderId());
                if (known == null || known.version() < status.version()) {
                    put(status);
                }
            }
        }
    }
}
