package dev.ordersaga.lab.experiments.rebuild;

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

/** Look at orders all the time, and note each one that is not shown, or shown as less than the same watcher saw before. */
final class Watchers implements AutoCloseable {

    private static final int NUMBER = 4;
    private static final int PAUSE_MILLIS = 20;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String queryUrl;
    private final List<UUID> orders;
    private final AtomicLong looks = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile boolean isOpen = true;

    /** @param orders that are shown already; {@link #add} knows more */
    Watchers(String queryUrl, List<UUID> orders) {
        this.queryUrl = queryUrl;
        this.orders = new CopyOnWriteArrayList<>(orders);
        for (int i = 0; i < NUMBER; i++) {
            Random random = new Random(i);
            threads.submit(() -> {
                watch(random);
                return null;
            });
        }
    }

    /** One more that was accepted. */
    void add(UUID order) {
        orders.add(order);
    }

    /** Counts from here on: whoever warms up is slow. */
    void forget() {
        looks.set(0);
        faults.clear();
    }

    long looks() {
        return looks.get();
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private void watch(Random random) throws InterruptedException {
        Map<String, Long> newest = new HashMap<>();
        while (isOpen) {
            // The newest ones more often: they are the ones that move.
            int last = orders.size();
            int number = random.nextBoolean() ? random.nextInt(last) : last - 1 - random.nextInt(Math.min(20, last));
            look("/orders/" + orders.get(number), newest);
            look("/orders?limit=1", Map.of());
            Pause.of(PAUSE_MILLIS);
        }
    }

    private void look(String path, Map<String, Long> newest) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(queryUrl + path)).build(), BodyHandlers.ofString());
            looks.incrementAndGet();
            if (answer.statusCode() != 200) {
                faults.add(path + " got " + answer.statusCode());
            } else if (path.endsWith("limit=1") && !answer.body().contains("orderId")) {
                faults.add("the list is empty");
            } else {
                answer.headers().firstValue("ETag").ifPresent(tag -> compare(path, tag, newest));
            }
        } catch (IOException e) {
            faults.add(path + ": " + e);
        }
    }

    private void compare(String path, String tag, Map<String, Long> newest) {
        if (path.contains("?")) {
            return;
        }
        long version = Long.parseLong(tag.replaceAll("\\D", ""));
        long before = newest.merge(path, version, Math::max);
        if (version < before) {
            faults.add(path + " is shown as " + version + " after " + before);
        }
    }

    @Override
    public void close() {
        isOpen = false;
        threads.close();
        http.close();
    }
}
