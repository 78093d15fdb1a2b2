package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events of one transaction grouped by order, so that a batch costs one read and one write of rows. */
final class OrderStatusBatch {

    private static final Logger LOG = LoggerFactory.getLogger(OrderStatusBatch.class);

    private final OrderStatusRows rows;
    private final OrderStream stream;
    private final Map<UUID, List<SequencedEvent>> eventsByOrder = new LinkedHashMap<>();

    OrderStatusBatch(OrderStatusRows rows, OrderStream stream) {
        this.rows = rows;
        this.stream = stream;
    }

    private record SequencedEvent(OrderEvent event, long sequence, Instant at) {}

    void add(OrderEvent event, long sequence, Instant at) {
        eventsByOrder
                .computeIfAbsent(event.orderId(), id -> new ArrayList<>())
                .add(new SequencedEvent(event, sequence, at));
    }

    void save() {
        Map<UUID, OrderStatus> stored = rows.findAll(withRows());
        List<OrderStatus> changed = new ArrayList<>();
        eventsByOrder.forEach((orderId, events) -> {
            OrderStatus before = stored.get(orderId);
            OrderStatus after = fold(orderId, before, events);
            if (after != null && (before == null || after.version() > before.version())) {
                changed.add(after);
            }
        });
        if (!changed.isEmpty()) {
            rows.commitWithoutFlush();
            rows.save(isOneEvent() ? changed : stream.newest(changed));
        }
    }

    /**
     * What an order did since a batch is in the store already, and its row need not be written again by the next one. Not so for
     * a single event: a batch is divided down to it when one fails, and then a later event must not make it fail.
     */
    private boolean isOneEvent() {
        return eventsByOrder.size() == 1
                && eventsByOrder.values().iterator().next().size() == 1;
    }

    /**
     * Orders that may have a row: not those whose first event is in the batch. If such a row exists after all, the version check
     * of the upsert protects it.
     */
    private Set<UUID> withRows() {
        return eventsByOrder.entrySet().stream()
                .filter(order -> order.getValue().getFirst().sequence() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private @Nullable OrderStatus fold(UUID orderId, @Nullable OrderStatus before, List<SequencedEvent> events) {
        OrderStatus status = before;
        for (SequencedEvent next : events) {
            long expected = status == null ? 0 : status.version() + 1;
            if (next.sequence() > expected) {
                LOG.warn(
                        "The row of order {} lacks events before {}; catching up from its stream",
                        orderId,
                        next.sequence());
                status = stream.catchUp(orderId, status);
            } else if (next.sequence() == expected) {
                status = OrderStatus.evolve(status, next.event(), next.sequence(), next.at());
            }
        }
        return status;
    }
}
