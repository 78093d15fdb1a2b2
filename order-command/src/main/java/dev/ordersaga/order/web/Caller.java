package dev.ordersaga.order.web;

/** Caller of a request, part of the idempotency scope. There is no authentication yet, so all requests have one caller. */
final class Caller {

    static final String ANONYMOUS = "anyone";

    private Caller() {}
}
