package dev.ordersaga.orderstatus.view;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.orderstatus.persons.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Read-your-writes over the read model: reads the row, then folds the events that the stream has beyond it. */
final class ReadYourWritesOrderStatuses implements OrderStatuses {

    private final OrderStatusReader rows;
    private final OrderStream stream;

    ReadYourWritesOrderStatuses(OrderStatusReader rows, OrderStream stream) {
        this.rows = rows;
        this.stream = stream;
    }

    @Override
    public Optional<OrderStatus> find(UUID orderId, Viewer viewer) {
        OrderStatusReader.Row row = rows.find(orderId, viewer);
        if (row.isHidden()) {
            stream.readNothing(orderId);
            return Optional.empty();
        }
        return Optional.ofNullable(stream.catchUp(orderId, row.status())).filter(order -> order.isVisibleTo(viewer));
    }

    @Override
    public OrderStatus refresh(OrderStatus known) {
        return requireNonNull(stream.catchUp(known.orderId(), known));
    }

    @Override
    public List<OrderSummary> list(OrderSearch search) {
        return rows.list(search);
    }
}
