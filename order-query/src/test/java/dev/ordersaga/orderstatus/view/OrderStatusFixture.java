package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.testing.OrderEvents;
import java.util.Arrays;
import java.util.stream.Stream;

/** Folds events to a status without a database. */
public final class OrderStatusFixture {

    private OrderStatusFixture() {}

    /** The status after these events; the n-th has sequence number n and happened n seconds after the order was placed. */
    public static OrderStatus statusAfter(OrderEvents order, OrderEvent... events) {
        OrderStatus status = OrderStatus.evolve(null, events[0], 0, order.placedAt());
        for (int i = 1; i < events.length; i++) {
            status = OrderStatus.evolve(status, events[i], i, order.placedAt().plusSeconds(i));
        }
        return status;
    }

    static OrderEvent[] concat(OrderEvent[] first, OrderEvent... more) {
        return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(OrderEvent[]::new);
    }
}
