package dev.ordersaga.lab.experiments.hang;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;

/**
 * Places orders at a steady rate and polls each a few times, whatever becomes of it. Times count from the moment at which
 * a request was meant to be sent.
 */
final class OrderLoad implements AutoCloseable {

    private static final String BODY = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa","lines":[
            {"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,"unitPrice":"2.55"}]}""";
    private static final long[] POLLS_AFTER_MILLIS = {100, 300, 1_000};
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final String commandUrl;
    private final String queryUrl;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    OrderLoad(String commandUrl, String queryUrl) {
        this.commandUrl = commandUrl;
        this.queryUrl = queryUrl;
    }

    /** Times in microseconds; the paths of all orders that were accepted. */
    record Result(Histogram placing, Histogram polling, long failed, List<String> orders) {}

    /** Places {@code rate} orders a second for {@code seconds}, and waits for the last poll. */
    Result run(int rate, int seconds) throws InterruptedException {
        int count = rate * seconds;
        Run run = new Run(count);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            clock.schedule(() -> run.place(due), due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        if (!run.open.await(seconds + 2 * LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(run.open.getCount() + " requests got no answer");
        }
        return new Result(run.placing, run.polling, run.failed.get(), List.copyOf(run.orders));
    }

    /** How many of these orders are confirmed now. */
    long confirmed(List<String> orders) throws InterruptedException {
        AtomicLong confirmed = new AtomicLong();
        CountDownLatch open = new CountDownLatch(orders.size());
        for (String path : orders) {
            http.sendAsync(HttpRequest.newBuilder(URI.create(queryUrl + path)).build(), BodyHandlers.ofString())
                    .whenComplete((answer, fault) -> {
                        if (fault == null && answer.body().contains("\"status\":\"CONFIRMED\"")) {
                            confirmed.incrementAndGet();
                        }
                        open.countDown();
                    });
        }
        open.await();
        return confirmed.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.close();
    }

    private final class Run {

        private final Histogram placing = new SynchronizedHistogram(LONGEST.toNanos() / 500, 3);
        private final Histogram polling = new SynchronizedHistogram(LONGEST.toNanos() / 500, 3);
        private final AtomicLong failed = new AtomicLong();
        private final List<String> orders = java.util.Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch open;

        Run(int count) {
            open = new CountDownLatch(count * (1 + POLLS_AFTER_MILLIS.length));
        }

        void place(long due) {
            String path = "/orders/" + UUID.randomUUID();
            HttpRequest request = HttpRequest.newBuilder(URI.create(commandUrl + path))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(BODY))
                    .timeout(LONGEST)
                    .build();
            http.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, fault) -> {
                if (fault == null && answer.statusCode() == 202) {
                    placing.recordValue(micros(due));
                    orders.add(path);
                } else {
                    failed.incrementAndGet();
                }
                open.countDown();
                pollLater(path);
            });
        }

        private void pollLater(String path) {
            for (long millis : POLLS_AFTER_MILLIS) {
                clock.schedule(() -> poll(path), millis, TimeUnit.MILLISECONDS);
            }
        }

        private void poll(String path) {
            long due = System.nanoTime();
            HttpRequest request = HttpRequest.newBuilder(URI.create(queryUrl + path))
                    .timeout(LONGEST)
                    .build();
            http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, fault) -> {
                if (fault == null && answer.statusCode() == 200) {
                    polling.recordValue(micros(due));
                } else {
                    failed.incrementAndGet();
                }
                open.countDown();
            });
        }

        private long micros(long since) {
            return Math.max(1, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
        }
    }
}
