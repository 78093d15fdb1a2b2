package dev.ordersaga.orderstatus.view;

import org.jspecify.annotations.Nullable;

/**
 * What a viewer gets of an order's row.
 *
 * @param status null if there is no row, or if it is hidden
 * @param isHidden whether there is a row of an order that the viewer does not see
 */
public record RowOfOrder(@Nullable OrderStatus status, boolean isHidden) {

    static final RowOfOrder NONE = new RowOfOrder(null, false);
}
