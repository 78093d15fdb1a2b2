package dev.ordersaga.order.web;

/** Who sends a request. There is no authentication yet, so all requests have one caller. */
final class Caller {

    static final String ANYONE = "anyone";

    private Caller() {}
}
