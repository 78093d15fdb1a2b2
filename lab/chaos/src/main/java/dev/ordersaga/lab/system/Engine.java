package dev.ordersaga.lab.system;

/** Whose event store and processors the services run with. */
public enum Engine {
    OURS,
    /** Axon's own, see the module stock-axon. */
    STOCK
}
