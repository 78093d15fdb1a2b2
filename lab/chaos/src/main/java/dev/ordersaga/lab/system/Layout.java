package dev.ordersaga.lab.system;

/** How the services are spread over processes. */
public enum Layout {
    /** The one-process start. */
    ONE,
    /** order-command, payment-handler and order-query, each a process. */
    THREE
}
