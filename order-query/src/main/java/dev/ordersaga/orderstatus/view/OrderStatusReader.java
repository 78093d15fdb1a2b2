package dev.ordersaga.orderstatus.view;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the read model as the projection wrote them: eventually consistent, without later events of the stream. */
public interface OrderStatusReader {

    RowOfOrder find(UUID orderId, Viewer viewer);

    /** Whole statuses of the orders of a subject, newest first, after a key of the list's pages. */
    List<OrderStatus> ofSubject(UUID subject, OrderSearch.@Nullable PageKey after, int limit);

    /** Newest first. */
    List<OrderSummary> list(OrderSearch search);
}
