package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.privacy.PersonalData;
import org.jspecify.annotations.Nullable;

/**
 * Whose orders a query sees; all others do not exist for it.
 *
 * @param tenant null for those of all tenants
 * @param customerId null for those of all customers
 */
public record Viewer(@Nullable String tenant, @Nullable String customerId) {

    /** For queries of the system. */
    public static final Viewer UNLIMITED = new Viewer(null, null);

    boolean sees(OrderStatus order) {
        return (tenant == null || tenant.equals(order.tenant())) && (customerId == null || isOf(order));
    }

    /** Of an erased customer only the replacement of the id is known, which may also be an id. */
    private boolean isOf(OrderStatus order) {
        return order.customerId().equals(customerId) && !order.customerId().equals(PersonalData.ERASED);
    }
}
