package dev.ordersaga.orderstatus.view;

import dev.ordersaga.orderstatus.persons.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Queries of the status views. */
public interface OrderStatuses {

    /**
     * The status with which a request is answered.
     *
     * @param wasHeld false if there was no place to hold the request
     */
    record Found(OrderStatus order, boolean wasHeld) {}

    /**
     * The status with every event that was committed before the call (read-your-writes): a client that saw a version never
     * sees an older one, and an accepted order is always found, however far the projection is behind. An order that
     * the viewer does not see costs what an absent one costs.
     */
    Optional<OrderStatus> find(UUID orderId, Viewer viewer);

    /** The status of the same order with every event that was committed before the call. */
    OrderStatus refresh(OrderStatus known);

    /** The orders that match the search, eventually consistent. */
    List<OrderSummary> list(OrderSearch search);
}
