package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.system.Pause;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Waits without load until all accepted orders are settled. */
final class Drain {

    private static final long PAUSE_MILLIS = 100;

    private final PlacedOrders orders;
    private final long patienceNanos;

    /** @param patience seconds without any progress after which the rest counts as unsettled */
    Drain(PlacedOrders orders, int patience) {
        this.orders = orders;
        this.patienceNanos = TimeUnit.SECONDS.toNanos(patience);
    }

    /** The counts of the orders placed since then, when all {@code accepted} ones are settled or nothing advances. */
    OrderCounts await(String from, long accepted) throws SQLException, InterruptedException {
        OrderCounts counts = orders.since(from);
        long progress = System.nanoTime();
        while (counts.settled() < accepted && System.nanoTime() - progress < patienceNanos) {
            Pause.of(PAUSE_MILLIS);
            OrderCounts now = orders.since(from);
            if (now.settled() > counts.settled()) {
                progress = System.nanoTime();
            }
            counts = now;
        }
        return counts;
    }
}
