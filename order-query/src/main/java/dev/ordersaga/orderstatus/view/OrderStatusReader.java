package dev.ordersaga.orderstatus.view;

import java.util.List;
import java.util.UUID;

/** Reads the rows of the read model as the projection wrote them: eventually consistent, without later events of the stream. */
public interface OrderStatusReader {

    RowOfOrder find(UUID orderId, Viewer viewer);

    /** Newest first. */
    List<OrderSummary> list(OrderSearch search);
}
