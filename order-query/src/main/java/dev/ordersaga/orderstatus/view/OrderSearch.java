package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.status.OrderState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows, newest first.
 *
 * @param customerId only this customer's; null for everyone's
 * @param status only orders in this state; null for any
 * @param placedAfter only orders placed later than this; null for all
 * @param after only what comes behind this place in the list; null for its beginning
 * @param limit the most orders to show
 */
public record OrderSearch(
        @Nullable String customerId,
        @Nullable OrderState status,
        @Nullable Instant placedAfter,
        @Nullable Place after,
        int limit) {

    /** A place in the list: that of one order. */
    public record Place(Instant placedAt, UUID orderId) {}
}
