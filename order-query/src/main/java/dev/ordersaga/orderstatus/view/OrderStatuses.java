package dev.ordersaga.orderstatus.view;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The status views, as clients read them. */
public interface OrderStatuses {

    /**
     * The status with every event that was committed before the call: whoever was told a version never sees an older one,
     * and an order that was accepted is never missing, however far the projection is behind.
     */
    Optional<OrderStatus> find(UUID orderId);

    /** The status of the same order with every event that was committed before the call. */
    OrderStatus follow(OrderStatus known);

    /** The orders that the search asks for, as far as the projection has come. */
    List<OrderSummary> list(OrderSearch search);
}
