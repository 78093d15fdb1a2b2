package dev.ordersaga.lab.experiments.load;

import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Open-loop load: places orders at a fixed rate, independently of the earlier ones, and polls each until it is confirmed.
 * Latencies count from the intended time of sending (no coordinated omission).
 */
public final class OrderLoad implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String commandUrl;
    private final ConfirmationPoll poll;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final BlockingHttpClient http = new BlockingHttpClient(TIMEOUT);

    /** How orders are polled. */
    public enum Polling {
        /** Every 2 ms, or after 5 % of the order's age: measures at most that much too long, without overloading a slow service. */
        REPEATED,
        /** Long polling: the service delays its response until the order changes. */
        HELD
    }

    public OrderLoad(SystemUnderTest system, Polling polling) {
        this.commandUrl = system.commandService().url();
        this.poll = new ConfirmationPoll(http, system.queryService().url(), polling, TIMEOUT);
    }

    /** Latencies in microseconds; {@code failed} counts orders that were rejected or not confirmed in time. */
    public record Result(Histogram accepted, Histogram confirmed, long failed) {}

    /** Places {@code rate} orders per second for {@code seconds}, and waits until each is confirmed or has failed. */
    public Result run(int rate, int seconds) throws InterruptedException {
        return run(rate, seconds, new Ids(number -> UUID.randomUUID(), id -> true));
    }

    /**
     * The ids of orders.
     *
     * @param of the id of each order, by its number from 0
     * @param isAwaited whether the order with this id is polled and measured
     */
    public record Ids(IntFunction<UUID> of, Predicate<UUID> isAwaited) {}

    /** The same with ids chosen by the caller. Orders that are not awaited are only placed. */
    public Result run(int rate, int seconds, Ids ids) throws InterruptedException {
        int count = rate * seconds;
        Run run = new Run(count, ids);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            int number = i;
            timer.schedule(
                    () -> clients.execute(() -> run.follow(number, due)),
                    due - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        }
        if (!run.open.await(seconds + TIMEOUT.toSeconds() + 10, TimeUnit.SECONDS)) {
            throw new IllegalStateException(run.open.getCount() + " orders were neither confirmed nor failed");
        }
        return new Result(run.accepted, run.confirmed, run.failed.get());
    }

    private final class Run {

        private final Histogram accepted = new SynchronizedHistogram(TIMEOUT.toNanos() / 500, 3);
        private final Histogram confirmed = new SynchronizedHistogram(TIMEOUT.toNanos() / 500, 3);
        private final AtomicLong failed = new AtomicLong();
        private final CountDownLatch open;
        private final Ids ids;

        Run(int count, Ids ids) {
            open = new CountDownLatch(count);
            this.ids = ids;
        }

        /** One order, from its placing until a poll shows it confirmed. */
        void follow(int number, long due) {
            UUID id = ids.of().apply(number);
            String path = "/orders/" + id;
            boolean isDone = isPlaced(path);
            if (isDone && ids.isAwaited().test(id)) {
                accepted.recordValue(micros(due));
                isDone = isSeenConfirmed(path, due);
            }
            if (!isDone) {
                failed.incrementAndGet();
            }
            open.countDown();
        }

        private boolean isPlaced(String path) {
            try {
                return http.put(commandUrl + path, SampleOrder.BODY).status() == 202;
            } catch (IOException e) {
                return false;
            }
        }

        private boolean isSeenConfirmed(String path, long due) {
            boolean isConfirmed = poll.await(path, due);
            if (isConfirmed) {
                confirmed.recordValue(micros(due));
            }
            return isConfirmed;
        }

        private long micros(long since) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        clients.shutdownNow();
    }
}
