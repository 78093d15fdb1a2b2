package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.load.HttpPlacer;
import dev.ordersaga.lab.experiments.load.OrderIds;
import dev.ordersaga.lab.experiments.throughput.result.Latency;
import dev.ordersaga.lab.experiments.throughput.result.Second;
import dev.ordersaga.lab.experiments.throughput.result.Step;
import dev.ordersaga.lab.experiments.throughput.result.Timeline;
import dev.ordersaga.lab.system.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One load of the open loop: the intended times of its orders, and what became of them. */
final class OfferedLoad {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final double rate;
    private final int seconds;
    private final int sampleEvery;
    private final long count;
    private final long begin = System.nanoTime();
    private final AtomicLong next = new AtomicLong();
    private final LongAdder acceptedSoFar = new LongAdder();
    private final AtomicLongArray offered;
    private final AtomicLongArray accepted;
    private final AtomicLongArray refused;
    private final AtomicLongArray failed;
    private final Histogram accepting = histogram();
    private final Histogram refusing = histogram();
    private final Histogram confirming = histogram();
    private final Histogram acceptedFromSending = histogram();
    private final Histogram refusedFromSending = histogram();
    private final List<Observation> observations = new ArrayList<>();
    private String from = "";
    private String to = "";

    /** @param sampleEvery one of so many orders is polled until it is confirmed */
    OfferedLoad(double rate, int seconds, int sampleEvery) {
        this.rate = rate;
        this.seconds = seconds;
        this.sampleEvery = sampleEvery;
        this.count = Math.round(rate * seconds);
        this.offered = new AtomicLongArray(seconds);
        this.accepted = new AtomicLongArray(seconds);
        this.refused = new AtomicLongArray(seconds);
        this.failed = new AtomicLongArray(seconds);
    }

    /** What the database and the services show at the end of a second. */
    record Observation(
            long confirmed, long backlog, @Nullable Double heapMegabytes) {}

    /** An order, and the time at which it is to be sent. */
    record Order(UUID id, long due, int second, boolean isSampled) {

        String path() {
            return HttpPlacer.path(id);
        }

        void awaitDue() {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** The next order; null after the last one. */
    @Nullable
    Order next(OrderIds ids) {
        long number = next.getAndIncrement();
        if (number >= count) {
            return null;
        }
        double second = number / rate;
        int slot = Math.min((int) second, seconds - 1);
        long unused = offered.incrementAndGet(slot);
        return new Order(ids.next(), begin + (long) (second * SECOND), slot, number % sampleEvery == 0);
    }

    void answered(Order order, long sending, int status) {
        long now = System.nanoTime();
        long sinceDue = TimeUnit.NANOSECONDS.toMicros(now - order.due());
        long sinceSending = TimeUnit.NANOSECONDS.toMicros(now - sending);
        AtomicLongArray kind = status == 202 ? accepted : status == 503 ? refused : failed;
        long unused = kind.incrementAndGet(order.second());
        if (status == 202) {
            acceptedSoFar.increment();
            accepting.recordValue(sinceDue);
            acceptedFromSending.recordValue(sinceSending);
        } else if (status == 503) {
            refusing.recordValue(sinceDue);
            refusedFromSending.recordValue(sinceSending);
        }
    }

    /** A client has seen the order confirmed. */
    void confirmed(Order order) {
        confirming.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - order.due()));
    }

    void awaitEndOf(int second) throws InterruptedException {
        long end = begin + (second + 1) * SECOND;
        Pause.of(Math.max(0, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }

    void observed(Observation observation) {
        observations.add(observation);
    }

    /** Number of 202 so far. */
    long accepted() {
        return acceptedSoFar.sum();
    }

    /** Begin and end in the database's time. */
    void setPeriod(String itsBegin, String itsEnd) {
        from = itsBegin;
        to = itsEnd;
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    Timeline timeline() {
        List<Second> all = new ArrayList<>();
        for (int i = 0; i < observations.size(); i++) {
            Observation observation = observations.get(i);
            all.add(new Second(
                    i,
                    offered.get(i),
                    accepted.get(i),
                    refused.get(i),
                    failed.get(i),
                    observation.confirmed(),
                    observation.backlog(),
                    observation.heapMegabytes()));
        }
        return new Timeline(all);
    }

    Step step(String name, OrderCounts counts, Map<String, Long> rejected) {
        Timeline timeline = timeline();
        return new Step(
                name,
                rate,
                count,
                accepted(),
                sum(refused),
                sum(failed),
                counts.confirmed(),
                rejected,
                timeline.goodput(),
                timeline.backlogGrowth(),
                timeline.isSustained(rate),
                Latency.of(accepting),
                Latency.of(refusing),
                Latency.of(confirming),
                Latency.of(acceptedFromSending),
                Latency.of(refusedFromSending),
                timeline.seconds());
    }

    private static long sum(AtomicLongArray array) {
        long sum = 0;
        for (int i = 0; i < array.length(); i++) {
            sum += array.get(i);
        }
        return sum;
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(HIGHEST_MICROS, 3);
    }
}
