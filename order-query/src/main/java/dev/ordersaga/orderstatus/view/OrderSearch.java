package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.status.OrderState;
import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.orderstatus.persons.Viewer;
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

    /** The query: only the conditions of this search, so that each combination gets the plan of its index. */
    String sql(String table) {
        return "SELECT " + OrderSummary.COLUMNS + " FROM " + table + " WHERE true"
                + (viewer.tenant() == null ? "" : " AND tenant = :tenant")
                + (viewer.customerId() == null ? "" : " AND subject = :owner")
                + (customerId == null ? "" : " AND subject = :subject")
                + (status == null ? "" : " AND status = :status")
                + (paymentStatus == null ? "" : " AND payment_status = :paymentStatus")
                + (placedAfter == null ? "" : " AND placed_at > :placedAfter")
                + (after == null ? "" : " AND (placed_at, order_id) < (:afterTime, :afterId)")
                + " ORDER BY placed_at DESC, order_id DESC LIMIT :limit";
    }
}
