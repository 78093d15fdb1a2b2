package dev.ordersaga.payment.execution;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Limit of the provider calls of one order that run at a time: its refunds must not take the threads of all orders. */
final class CallsInFlight {

    private static final int MOST_OF_AN_ORDER = 4;

    private final Map<UUID, Integer> running = new ConcurrentHashMap<>();

    /** False if as many calls of the order are running; otherwise {@link #end} has to follow. */
    boolean begin(UUID orderId) {
        if (running.merge(orderId, 1, Integer::sum) > MOST_OF_AN_ORDER) {
            end(orderId);
            return false;
        }
        return true;
    }

    void end(UUID orderId) {
        running.computeIfPresent(orderId, (id, count) -> count == 1 ? null : count - 1);
    }
}
