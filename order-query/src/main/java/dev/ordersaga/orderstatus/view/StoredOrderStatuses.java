package dev.ordersaga.orderstatus.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the row, and whatever the stream has beyond it: the row alone may be behind what a client was told already. */
final class StoredOrderStatuses implements OrderStatuses {

    private final OrderStatusRows rows;
    private final OrderStream stream;

    StoredOrderStatuses(OrderStatusRows rows, OrderStream stream) {
        this.rows = rows;
        this.stream = stream;
    }

    @Override
    public Optional<OrderStatus> find(UUID orderId) {
        return Optional.ofNullable(stream.follow(orderId, rows.find(orderId).orElse(null)));
    }

    @Override
    public OrderStatus follow(OrderStatus known) {
        return requireNonNull(stream.follow(known.orderId(), known));
    }

    @Override
    public List<OrderSummary> list(OrderSearch search) {
        return rows.list(search);
    }
}
