package dev.ordersaga.lab.experiments.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Closed-loop load: a fixed number of connections, each of which places its next order when the last one is answered. */
public final class ClosedLoop {

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    /** A refused client comes back soon: a loop that waits for as long as it is told would not keep the service busy. */
    private static final long PAUSE_AFTER_REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Callable<? extends Placer> connections;
    private final int count;
    private final OrderIds ids;

    /** @param connections opens a connection */
    public ClosedLoop(Callable<? extends Placer> connections, int count, OrderIds ids) {
        this.connections = connections;
        this.count = count;
        this.ids = ids;
    }

    /**
     * What was answered.
     *
     * @param accepted number of 202
     * @param refused number of 503
     * @param failed number of other statuses, and of requests without a response
     * @param latency of the accepted ones, in microseconds
     */
    public record Placed(long accepted, long refused, long failed, Histogram latency) {}

    /** Places orders for {@code seconds}; returns after the last response. */
    public Placed run(int seconds) throws Exception {
        Run run = new Run(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(threads.submit(run::place));
            }
            for (Future<Long> one : all) {
                Long unused = one.get();
            }
        }
        return new Placed(run.accepted.sum(), run.refused.sum(), run.failed.sum(), run.latency);
    }

    private final class Run {

        private final LongAdder accepted = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private final Histogram latency = new ConcurrentHistogram(HIGHEST_MICROS, 3);
        private final long end;

        Run(long end) {
            this.end = end;
        }

        /** One connection; returns the number of its requests. */
        Long place() throws Exception {
            long requests = 0;
            try (Placer connection = connections.call()) {
                for (long sent = System.nanoTime(); sent < end; sent = System.nanoTime()) {
                    count(connection.place(ids.next()), sent);
                    requests++;
                }
            }
            return requests;
        }

        private void count(int status, long sent) {
            if (status == 202) {
                accepted.increment();
                latency.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent));
            } else if (status == 503) {
                refused.increment();
                LockSupport.parkNanos(PAUSE_AFTER_REFUSAL_NANOS);
            } else {
                failed.increment();
            }
        }
    }
}
