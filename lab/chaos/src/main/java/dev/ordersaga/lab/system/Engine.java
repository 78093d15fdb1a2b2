package dev.ordersaga.lab.system;

import java.util.List;

/** What the services run with: event store and event processors, or another design altogether. */
public enum Engine {
    OURS("order-saga"),
    /** Axon's own, see the module stock-axon. */
    STOCK("stock Axon"),
    /** The same, with what Axon's and Hibernate's configuration offers for throughput. */
    TUNED(
            "Axon tuned by configuration",
            "--stock-axon.segments=4",
            "--stock-axon.batch-size=100",
            "--stock-axon.workers=4",
            "--stock-axon.cached-events=50000",
            "--stock-axon.engine-batch-size=1000",
            "--spring.datasource.hikari.maximum-pool-size=48",
            "--spring.jpa.properties.hibernate.jdbc.batch_size=50",
            "--spring.jpa.properties.hibernate.order_inserts=true",
            "--spring.jpa.properties.hibernate.order_updates=true"),
    /** Another service with the same routes, see the module outbox-reference; always one process. */
    OUTBOX("hand-written outbox");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> settings;

    Engine(String label, String... settings) {
        this.label = label;
        this.settings = List.of(settings);
    }

    /** Name in reports. */
    public String label() {
        return label;
    }

    /** Whether the services run on Axon's own event store. */
    boolean isStockAxon() {
        return this == STOCK || this == TUNED;
    }

    /** Settings of the services, as command line arguments. */
    List<String> settings() {
        return settings;
    }
}
