package dev.ordersaga.orderstatus.view;

import dev.ordersaga.orderstatus.persons.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the rows of the read model as the projection wrote them: eventually consistent, without later events of the stream. */
public interface OrderStatusReader {

    /**
     * What a viewer gets of an order's row.
     *
     * @param status null if there is no row, or if it is hidden
     * @param isHidden whether there is a row of an order that the viewer does not see
     */
    record Row(@Nullable OrderStatus status, boolean isHidden) {

        static final Row NONE = new Row(null, false);
    }

    Row find(UUID orderId, Viewer viewer);

    /** Whole statuses of the orders of a subject, newest first, after a key of the list's pages. */
    List<OrderStatus> ofSubject(UUID subject, OrderSearch.@Nullable PageKey after, int limit);

    /** Newest first. */
    List<OrderSummary> list(OrderSearch search);
}
