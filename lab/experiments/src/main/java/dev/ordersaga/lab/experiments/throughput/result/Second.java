package dev.ordersaga.lab.experiments.throughput.result;

import org.jspecify.annotations.Nullable;

/**
 * One second of an open-loop load.
 *
 * @param second from 0, of the intended time of sending
 * @param accepted number of 202, of the requests of this second
 * @param refused number of 503
 * @param failed number of other statuses, and of requests without a response
 * @param confirmed orders that were confirmed during this second, whenever they were placed
 * @param backlog accepted orders that are not settled at its end
 * @param heapMegabytes used heap at its end; null if it was not read
 */
public record Second(
        int second,
        long offered,
        long accepted,
        long refused,
        long failed,
        long confirmed,
        long backlog,
        @Nullable Double heapMegabytes) {}
