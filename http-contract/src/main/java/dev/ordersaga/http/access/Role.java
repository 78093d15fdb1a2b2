package dev.ordersaga.http.access;

import static dev.ordersaga.http.access.Scope.CUSTOMERS_READ;
import static dev.ordersaga.http.access.Scope.OPS_ADMIN;
import static dev.ordersaga.http.access.Scope.OPS_READ;
import static dev.ordersaga.http.access.Scope.OPS_WRITE;
import static dev.ordersaga.http.access.Scope.ORDERS_CANCEL;
import static dev.ordersaga.http.access.Scope.ORDERS_READ;
import static dev.ordersaga.http.access.Scope.ORDERS_SHIP;
import static dev.ordersaga.http.access.Scope.ORDERS_WRITE;
import static dev.ordersaga.http.access.Scope.PAYMENTS_REFUND;
import static dev.ordersaga.http.access.Scope.WEBHOOKS_MANAGE;

import java.util.Set;

/** Usual set of scopes of a caller. */
public enum Role {
    /** Reads and cancels own orders, and exports own data. */
    CUSTOMER(ORDERS_READ, ORDERS_CANCEL, CUSTOMERS_READ),
    /** A back end: everything for the orders of its tenant. */
    MERCHANT(ORDERS_READ, ORDERS_WRITE, ORDERS_CANCEL, ORDERS_SHIP, PAYMENTS_REFUND, CUSTOMERS_READ, WEBHOOKS_MANAGE),
    /** Operates the installation, and helps the customers of all tenants. */
    OPERATOR(OPS_READ, OPS_WRITE, ORDERS_READ, ORDERS_CANCEL, ORDERS_SHIP, PAYMENTS_REFUND),
    /** An operator who may also discard events, rebuild views, release a hold, export and erase customers, and manage API keys. */
    ADMIN(OPS_READ, OPS_WRITE, OPS_ADMIN, ORDERS_READ, ORDERS_CANCEL, ORDERS_SHIP, PAYMENTS_REFUND, CUSTOMERS_READ);

    private final Set<Scope> scopes;

    Role(Scope... scopes) {
        this.scopes = Set.of(scopes);
    }

    public Set<Scope> scopes() {
        return scopes;
    }
}
