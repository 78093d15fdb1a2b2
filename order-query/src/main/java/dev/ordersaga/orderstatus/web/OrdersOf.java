package dev.ordersaga.orderstatus.web;

import dev.ordersaga.http.access.Caller;
import dev.ordersaga.orderstatus.persons.Viewer;

/** The orders that a caller sees: those of its tenant, and of its customer if it has one. */
final class OrdersOf {

    private OrdersOf() {}

    static Viewer caller(Caller caller) {
        return new Viewer(caller.isOfAllTenants() ? null : caller.tenant(), caller.customerId());
    }
}
