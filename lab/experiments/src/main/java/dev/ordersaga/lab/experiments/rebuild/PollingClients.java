package dev.ordersaga.lab.experiments.rebuild;

import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that poll orders continuously and report missing orders and non-monotonic reads. */
final class PollingClients implements AutoCloseable {

    private static final int NUMBER = 4;
    private static final int PAUSE_MILLIS = 20;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String queryUrl;
    private final List<UUID> orders;
    private final AtomicLong reads = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean isOpen = true;

    /** @param orders in the view; {@link #add} adds more */
    PollingClients(String queryUrl, List<UUID> orders) {
        this.queryUrl = queryUrl;
        this.orders = new CopyOnWriteArrayList<>(orders);
        for (int i = 0; i < NUMBER; i++) {
            Random random = new Random(i);
            threads.submit(() -> {
                poll(random);
                return null;
            });
        }
    }

    /** Adds an accepted order. */
    void add(UUID order) {
        orders.add(order);
    }

    /** Resets the results after the warm-up. */
    void reset() {
        reads.set(0);
        failures.clear();
    }

    long reads() {
        return reads.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    private void poll(Random random) throws InterruptedException {
        Map<String, Long> newest = new HashMap<>();
        while (isOpen) {
            // The newest orders more often: they change.
            int last = orders.size();
            int number = random.nextBoolean() ? random.nextInt(last) : last - 1 - random.nextInt(Math.min(20, last));
            read("/orders/" + orders.get(number), newest);
            read("/orders?limit=1", Map.of());
            Pause.of(PAUSE_MILLIS);
        }
    }

    private void read(String path, Map<String, Long> newest) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(queryUrl + path))
                            .header(LabKey.HEADER, LabKey.BEARER)
                            .build(),
                    BodyHandlers.ofString());
            reads.incrementAndGet();
            if (response.statusCode() != 200) {
                failures.add(path + " got " + response.statusCode());
            } else if (path.endsWith("limit=1") && !response.body().contains("orderId")) {
                failures.add("the list is empty");
            } else {
                response.headers().firstValue("ETag").ifPresent(tag -> compare(path, tag, newest));
            }
        } catch (IOException e) {
            failures.add(path + ": " + e);
        }
    }

    private void compare(String path, String tag, Map<String, Long> newest) {
        if (path.contains("?")) {
            return;
        }
        long version = Long.parseLong(tag.replaceAll("\\D", ""));
        long before = newest.merge(path, version, Math::max);
        if (version < before) {
            failures.add(path + " has version " + version + " after " + before);
        }
    }

    @Override
    public void close() {
        isOpen = false;
        threads.close();
        http.close();
    }
}
