package dev.ordersaga.benchmarks.latency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Places orders at a steady rate, whatever becomes of the former ones, and polls each until it is confirmed. Times count
 * from the moment at which an order was meant to be sent, so that a slow service cannot hide by slowing the client down.
 *
 * <p>An order is polled after each twentieth of its age, but not more often than every two milliseconds: times are at
 * most that much too long, and a slow service is not burdened by its pollers.
 */
public final class OpenLoop implements AutoCloseable {

    private static final String BODY = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa","lines":[
            {"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,"unitPrice":"2.55"},
            {"sku":"71053","description":"WHITE METAL LANTERN","quantity":6,"unitPrice":"3.39"}]}""";
    private static final long LEAST_PAUSE_MICROS = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final String commandUrl;
    private final String queryUrl;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** @param commandUrl where orders are placed; {@code queryUrl} where they are polled */
    public OpenLoop(String commandUrl, String queryUrl) {
        this.commandUrl = commandUrl;
        this.queryUrl = queryUrl;
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
            clock.schedule(() -> run.place(number, due), due - System.nanoTime(), TimeUnit.NANOSECONDS);
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

        void place(int number, long due) {
            UUID id = ids.of().apply(number);
            String path = "/orders/" + id;
            HttpRequest request = HttpRequest.newBuilder(URI.create(commandUrl + path))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(BODY))
                    .timeout(LONGEST)
                    .build();
            http.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, fault) -> {
                if (fault != null || answer.statusCode() != 202) {
                    giveUp();
                } else if (!ids.isAwaited().test(id)) {
                    open.countDown();
                } else {
                    accepted.recordValue(micros(due));
                    poll(HttpRequest.newBuilder(URI.create(queryUrl + path)).build(), due);
                }
            });
        }

        private void poll(HttpRequest request, long due) {
            http.sendAsync(request, BodyHandlers.ofString())
                    .whenComplete((answer, fault) -> polled(request, answer, fault, due));
        }

        private void polled(
                HttpRequest request, @Nullable HttpResponse<String> answer, @Nullable Throwable fault, long due) {
            long age = micros(due);
            if (answer != null && fault == null && answer.body().contains("\"status\":\"CONFIRMED\"")) {
                confirmed.recordValue(age);
                open.countDown();
            } else if (age > TimeUnit.NANOSECONDS.toMicros(LONGEST.toNanos())) {
                giveUp();
            } else {
                long pause = Math.max(LEAST_PAUSE_MICROS, age / 20);
                clock.schedule(() -> poll(request, due), pause, TimeUnit.MICROSECONDS);
            }
        }

        private void giveUp() {
            failed.incrementAndGet();
            open.countDown();
        }

        private long micros(long since) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.close();
    }
}
