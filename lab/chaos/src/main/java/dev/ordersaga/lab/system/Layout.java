package dev.ordersaga.lab.system;

/** Distribution of the services over processes. */
public enum Layout {
    /** The standalone application: all services and the database's supervisor in one process. */
    ONE("one process"),
    /** order-command, payment-handler and order-query as separate processes. */
    THREE("three processes");

    private final String label;

    Layout(String label) {
        this.label = label;
    }

    /** Name in reports. */
    public String label() {
        return label;
    }
}
