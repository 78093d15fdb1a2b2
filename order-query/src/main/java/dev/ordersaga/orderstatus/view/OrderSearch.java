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

    /** The tenants that have orders, each found by one step in an index. */
    private static final String TENANTS = """
            WITH RECURSIVE known AS (
                (SELECT tenant FROM %1$s ORDER BY tenant LIMIT 1)
                UNION ALL
                SELECT (SELECT tenant FROM %1$s WHERE tenant > known.tenant ORDER BY tenant LIMIT 1)
                FROM known WHERE known.tenant IS NOT NULL)
            SELECT page.* FROM known CROSS JOIN LATERAL (%2$s) AS page""";

    private static final String NEWEST = " ORDER BY placed_at DESC, order_id DESC LIMIT :limit";

    /**
     * The query: only the conditions of this search, so that each combination gets the plan of its index. Indexes begin with
     * the tenant: for a viewer of all tenants the newest orders of each are merged.
     */
    String sql(String table) {
        boolean isOfAllTenants = viewer.tenant() == null;
        String page = "SELECT " + OrderSummary.COLUMNS + " FROM " + table
                + " WHERE tenant = " + (isOfAllTenants ? "known.tenant" : ":tenant")
                + (viewer.customerId() == null ? "" : " AND subject = :owner")
                + (customerId == null ? "" : " AND subject = :subject")
                + (status == null ? "" : " AND status = :status")
                // Not as a parameter: its index is a partial one.
                + (paymentStatus == null ? "" : " AND payment_status = '" + paymentStatus.name() + "'")
                + (placedAfter == null ? "" : " AND placed_at > :placedAfter")
                + (after == null ? "" : " AND (placed_at, order_id) < (:afterTime, :afterId)")
                + NEWEST;
        return isOfAllTenants ? TENANTS.formatted(table, page) + NEWEST : page;
    }
}
