package dev.ordersaga.lab.experiments.throughput.result;

import dev.ordersaga.lab.experiments.load.OrderLoad.Polling;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;

/** What is measured side by side in one run. */
public enum Contender {
    /** The intrinsic statements over JDBC, without any service: four event inserts in four transactions, one view upsert. */
    CEILING("PostgreSQL's ceiling", Engine.OURS, Layout.ONE, "ceiling.order_view"),
    OUTBOX("hand-written outbox", Engine.OUTBOX, Layout.ONE, "orders"),
    STOCK("stock Axon", Engine.STOCK, Layout.ONE, Contender.STATUS_VIEW),
    TUNED("Axon tuned by configuration", Engine.TUNED, Layout.ONE, Contender.STATUS_VIEW),
    OURS("order-saga, one process", Engine.OURS, Layout.ONE, Contender.STATUS_VIEW),
    OURS3("order-saga, three processes", Engine.OURS, Layout.THREE, Contender.STATUS_VIEW);

    private static final String STATUS_VIEW = "orderstatus.order_status";

    private final String label;
    private final Engine engine;
    private final Layout layout;
    private final String table;

    Contender(String label, Engine engine, Layout layout, String table) {
        this.label = label;
        this.engine = engine;
        this.layout = layout;
        this.table = table;
    }

    /** Name in reports. */
    public String label() {
        return label;
    }

    public Engine engine() {
        return engine;
    }

    public Layout layout() {
        return layout;
    }

    /** The table that shows the orders' status to clients. */
    public String table() {
        return table;
    }

    /** Whether clients tell from the table's column why an order was rejected. */
    public boolean hasReasons() {
        return table.equals(STATUS_VIEW);
    }

    /** Whether its events can be generated before the measurement. */
    public boolean isOurs() {
        return this == OURS || this == OURS3;
    }

    /** Only order-saga holds a poll until the order changes. */
    public Polling polling() {
        return isOurs() ? Polling.HELD : Polling.REPEATED;
    }
}
