package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.load.ConfirmationPoll;
import dev.ordersaga.lab.experiments.load.OrderIds;
import dev.ordersaga.lab.experiments.load.Placer;
import dev.ordersaga.lab.experiments.throughput.result.Contender;
import dev.ordersaga.lab.experiments.throughput.result.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Open-loop load: sends each order at its intended time, whatever became of the earlier ones. If all connections wait for
 * responses, orders are sent late, and their latency still counts from the intended time (no coordinated omission).
 */
final class OpenLoop implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int HEAP_EVERY = 5;

    private final ServiceTarget target;
    private final PlacedOrders orders;
    private final ThroughputOptions options;
    private final OrderIds ids;
    private final ConfirmationPoll poll;
    private final HeapGauge heap;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private String since = "";
    private long acceptedBefore;
    private OrderCounts last = new OrderCounts(0, 0);

    OpenLoop(ServiceTarget target, Contender contender, PlacedOrders orders, ThroughputOptions options, OrderIds ids) {
        this.target = target;
        this.orders = orders;
        this.options = options;
        this.ids = ids;
        this.poll = target.poll(contender.polling(), TIMEOUT);
        this.heap = target.heap();
    }

    /** Begins to count the backlog from zero; everything placed before is settled. */
    void reset() throws Exception {
        since = orders.now();
        acceptedBefore = 0;
        last = new OrderCounts(0, 0);
    }

    /** Offers {@code rate} orders per second for {@code seconds}; returns after the last response. */
    OfferedLoad offer(double rate, int seconds) throws Exception {
        String from = orders.now();
        OfferedLoad load = new OfferedLoad(rate, seconds, Math.max(1, (int) (rate / options.samples())));
        List<Future<Long>> connections = new ArrayList<>();
        for (int i = 0; i < options.openConnections(); i++) {
            connections.add(threads.submit(() -> place(load)));
        }
        for (int second = 0; second < seconds; second++) {
            load.awaitEndOf(second);
            observe(load, second);
        }
        for (Future<Long> connection : connections) {
            Long unused = connection.get();
        }
        acceptedBefore += load.accepted();
        load.setPeriod(from, orders.now());
        return load;
    }

    /** One connection; returns the number of its requests. */
    private Long place(OfferedLoad load) throws Exception {
        long requests = 0;
        try (Placer connection = target.placer()) {
            for (OfferedLoad.Order order = load.next(ids); order != null; order = load.next(ids)) {
                OfferedLoad.Order sent = order;
                sent.awaitDue();
                long sending = System.nanoTime();
                int status = connection.place(sent.id());
                load.answered(sent, sending, status);
                if (status == 202 && sent.isSampled()) {
                    threads.execute(() -> follow(load, sent));
                }
                requests++;
            }
        }
        return requests;
    }

    private void follow(OfferedLoad load, OfferedLoad.Order order) {
        if (poll.await(order.path(), order.due())) {
            load.confirmed(order);
        }
    }

    private void observe(OfferedLoad load, int second) throws Exception {
        OrderCounts counts = orders.since(since);
        load.observed(new OfferedLoad.Observation(
                counts.confirmed() - last.confirmed(),
                acceptedBefore + load.accepted() - counts.settled(),
                second % HEAP_EVERY == 0 ? heap.megabytes() : null));
        last = counts;
    }

    /** Waits until everything accepted since the reset is settled, and until the sampled orders are seen so. */
    void drain() throws Exception {
        OrderCounts unused = new Drain(orders, options.patience()).await(since, acceptedBefore);
    }

    /** The results of a load whose orders are settled. */
    Step complete(String name, OfferedLoad load) throws Exception {
        return load.step(name, orders.between(load.from(), load.to()), orders.rejectedByReason(load.from(), load.to()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
