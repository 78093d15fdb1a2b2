package dev.ordersaga.orderstatus.view;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the rows of the read model as the projection wrote them: eventually consistent, without later events of the stream. */
public interface OrderStatusReader {

    Optional<OrderStatus> find(UUID orderId);

    /** Newest first. */
    List<OrderSummary> list(OrderSearch search);
}
