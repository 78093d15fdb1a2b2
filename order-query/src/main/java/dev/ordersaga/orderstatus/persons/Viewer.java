package dev.ordersaga.orderstatus.persons;

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
}
