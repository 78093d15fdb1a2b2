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

/** The events of one transaction, order by order. */
final class OrderStatusBatch {

    private static final Logger LOG = LoggerFactory.getLogger(OrderStatusBatch.class);

    private final OrderStatusRows rows;
    private final OrderStream stream;
    private final Map<UUID, List<Fact>> factsByOrder = new LinkedHashMap<>();

    OrderStatusBatch(OrderStatusRows rows, OrderStream stream) {
        this.rows = rows;
        this.stream = stream;
    }

    private record Fact(OrderEvent event, long sequence, Instant at) {}

    void add(OrderEvent event, long sequence, Instant at) {
        factsByOrder.computeIfAbsent(event.orderId(), id -> new ArrayList<>()).add(new Fact(event, sequence, at));
    }

    void save() {
        Map<UUID, OrderStatus> known = rows.findAll(begunBefore());
        List<OrderStatus> changed = new ArrayList<>();
        factsByOrder.forEach((orderId, facts) -> {
            OrderStatus before = known.get(orderId);
            OrderStatus after = fold(orderId, before, facts);
            if (after != null && (before == null || after.version() > before.version())) {
                changed.add(after);
            }
        });
        if (!changed.isEmpty()) {
            rows.save(changed);
        }
    }

    /** An order whose first event is in the batch has no row yet; if it has one, that row's version guards it. */
    private Set<UUID> begunBefore() {
        return factsByOrder.entrySet().stream()
                .filter(order -> order.getValue().getFirst().sequence() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private @Nullable OrderStatus fold(UUID orderId, @Nullable OrderStatus before, List<Fact> facts) {
        OrderStatus status = before;
        for (Fact fact : facts) {
            long next = status == null ? 0 : status.version() + 1;
            if (fact.sequence() > next) {
                LOG.warn("The row of order {} lacks events before {}; it is folded anew", orderId, fact.sequence());
                status = stream.follow(orderId, status);
            } else if (fact.sequence() == next) {
                status = OrderStatus.evolve(status, fact.event(), fact.sequence(), fact.at());
            }
        }
        return status;
    }
}
