package dev.ordersaga.lab.experiments.latency;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Places orders at a steady rate, whatever becomes of the former ones, and polls each until it is confirmed. Times count
 * from the moment at which an order was meant to be sent, so that a slow service cannot hide by slowing the client down.
 */
public final class OpenLoop implements AutoCloseable {

    private static final String BODY = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa","lines":[
            {"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,"unitPrice":"2.55"},
            {"sku":"71053","description":"WHITE METAL LANTERN","quantity":6,"unitPrice":"3.39"}]}""";
    private static final String CONFIRMED = "\"status\":\"CONFIRMED\"";
    private static final long LEAST_PAUSE_MICROS = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final String commandUrl;
    private final String queryUrl;
    private final Polls polls;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final PlainHttp http = new PlainHttp(LONGEST);

    /** How an order is watched. */
    public enum Polls {
        /**
         * After each twentieth of its age, but not more often than every two milliseconds: times are at most that much too
         * long, and a slow service is not burdened by its pollers.
         */
        REPEATED,
        /** The service is asked to hold its answer until there is something new. */
        HELD
    }

    /** Repeated polls. @param commandUrl where orders are placed; {@code queryUrl} where they are polled */
    public OpenLoop(String commandUrl, String queryUrl) {
        this(commandUrl, queryUrl, Polls.REPEATED);
    }

    /** @param commandUrl where orders are placed; {@code queryUrl} where they are polled */
    public OpenLoop(String commandUrl, String queryUrl, Polls polls) {
        this.commandUrl = commandUrl;
        this.queryUrl = queryUrl;
        this.polls = polls;
    }

    /** Times in microseconds. */
    public record Result(Histogram accepted, Histogram confirmed, long failed) {}

    /** Places {@code rate} orders a second for {@code seconds}, and waits until each is confirmed or given up. */
    public Result run(int rate, int seconds) throws InterruptedException {
        return run(rate, seconds, new Ids(number -> UUID.randomUUID(), id -> true));
    }

    /**
     * The ids of orders.
     *
     * @param of the id of each order, by its number from 0 on
     * @param isAwaited whether the order with this id is polled and counts
     */
    public record Ids(IntFunction<UUID> of, Predicate<UUID> isAwaited) {}

    /** The same with ids of the caller's; orders that nobody waits for are only placed. */
    public Result run(int rate, int seconds, Ids ids) throws InterruptedException {
        int count = rate * seconds;
        Run run = new Run(count, ids);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            int number = i;
            clock.schedule(
                    () -> clients.execute(() -> run.follow(number, due)),
                    due - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
        }
        if (!run.open.await(seconds + LONGEST.toSeconds() + 10, TimeUnit.SECONDS)) {
            throw new IllegalStateException(run.open.getCount() + " orders were neither confirmed nor given up");
        }
        return new Result(run.accepted, run.confirmed, run.failed.get());
    }

    private final class Run {

        private final Histogram accepted = new SynchronizedHistogram(LONGEST.toNanos() / 500, 3);
        private final Histogram confirmed = new SynchronizedHistogram(LONGEST.toNanos() / 500, 3);
        private final AtomicLong failed = new AtomicLong();
        private final CountDownLatch open;
        private final Ids ids;

        Run(int count, Ids ids) {
            open = new CountDownLatch(count);
            this.ids = ids;
        }

        /** One order, from its request to the moment at which its client sees that it is confirmed. */
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
                return http.put(commandUrl + path, BODY).status() == 202;
            } catch (IOException e) {
                return false;
            }
        }

        private boolean isSeenConfirmed(String path, long due) {
            String tag = null;
            while (micros(due) < TimeUnit.NANOSECONDS.toMicros(LONGEST.toNanos())) {
                PlainHttp.Answer answer = look(path, tag);
                long age = micros(due);
                if (answer != null && answer.body().contains(CONFIRMED)) {
                    confirmed.recordValue(age);
                    return true;
                }
                if (polls == Polls.HELD && answer != null) {
                    tag = answer.tag();
                } else {
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(Math.max(LEAST_PAUSE_MICROS, age / 20)));
                }
            }
            return false;
        }

        /** Null when there is no answer. */
        private PlainHttp.@Nullable Answer look(String path, @Nullable String tag) {
            try {
                return http.get(queryUrl + path, polls == Polls.HELD ? "wait=10" : null, tag);
            } catch (IOException e) {
                return null;
            }
        }

        private long micros(long since) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        clients.shutdownNow();
    }
}
