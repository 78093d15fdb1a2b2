package dev.ordersaga.order.web;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Limit of the requests to one order that run at a time. They exclude each other in the database anyway; waiting there, each
 * would hold one of the connections that all orders share.
 */
final class RequestsInFlight {

    private final Map<UUID, Integer> running = new ConcurrentHashMap<>();
    private final int most;

    RequestsInFlight(int most) {
        this.most = most;
    }

    /** @throws ProblemException {@link HttpProblem#SERVICE_UNAVAILABLE} if too many requests of this order are running */
    <T> T within(UUID orderId, Supplier<T> work) {
        if (running.merge(orderId, 1, Integer::sum) > most) {
            leave(orderId);
            throw new ProblemException(
                            HttpProblem.SERVICE_UNAVAILABLE, "Too many concurrent requests change this order.")
                    .retryAfter(1);
        }
        try {
            return work.get();
        } finally {
            leave(orderId);
        }
    }

    private void leave(UUID orderId) {
        running.computeIfPresent(orderId, (id, count) -> count == 1 ? null : count - 1);
    }
}
