package dev.ordersaga.lab.system;

/** The event store and event processors that the services run with. */
public enum Engine {
    OURS("order-saga"),
    /** Axon's own, see the module stock-axon. */
    STOCK("stock Axon");

    private final String label;

    Engine(String label) {
        this.label = label;
    }

    /** Name in reports. */
    public String label() {
        return label;
    }
}
