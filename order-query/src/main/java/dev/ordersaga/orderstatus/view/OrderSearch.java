package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Filter and page of a list of orders, newest first.
 *
 * @param viewer whose orders are listed
 * @param customerId only this customer's; null for all customers
 * @param status only orders in this state; null for any
 * @param paymentStatus only orders whose payment has this status; null for any
 * @param placedAfter only orders placed later than this; null for all
 * @param after keyset pagination: only orders after this key; null for the first page
 * @param limit the maximum number of orders
 */
public record OrderSearch(
        Viewer viewer,
        @Nullable String customerId,
        @Nullable OrderState status,
        @Nullable PaymentStatus paymentStatus,
        @Nullable Instant placedAfter,
        @Nullable PageKey after,
        int limit) {

    /** Sort key of the list: the last order of the page before. */
    public record PageKey(Instant placedAt, UUID orderId) {}
}
