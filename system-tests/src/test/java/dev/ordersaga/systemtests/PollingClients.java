package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Clients that place, poll and list orders continuously and record violations of the contract. */
final class PollingClients implements AutoCloseable {

    private static final int MOST_ORDERS = 80;

    private final OrderClient customer;
    private final List<String> placed = new CopyOnWriteArrayList<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean isOpen = true;

    PollingClients(OrderClient customer) {
        this.customer = customer;
        placed.add(customer.place("pm_card_visa"));
        for (Runnable reader : List.<Runnable>of(this::place, this::poll, this::poll, this::list, this::list)) {
            threads.execute(() -> {
                try {
                    reader.run();
                } catch (RuntimeException | AssertionError e) {
                    faults.add(e.toString());
                }
            });
        }
    }

    /** The number of responses. */
    long answers() {
        return answers.get();
    }

    /** Stops, waits until every order is settled, and fails on any recorded violation. */
    void stopAndVerify() {
        close();
        placed.forEach(customer::settled);
        assertThat(faults).isEmpty();
        assertThat(placed).isNotEmpty();
    }

    @Override
    public void close() {
        isOpen = false;
        threads.close();
    }

    private void place() {
        while (isOpen && placed.size() < MOST_ORDERS) {
            placed.add(customer.place("pm_card_visa"));
        }
    }

    private void poll() {
        Map<String, Long> seen = new ConcurrentHashMap<>();
        while (isOpen) {
            for (String location : placed) {
                HttpResponse<String> answer = customer.get(location);
                if (answer.statusCode() == 200) {
                    isNoStepBack(OrderClient.json(answer), seen);
                } else {
                    faults.add(location + " answered " + answer.statusCode());
                }
                answers.incrementAndGet();
            }
        }
    }

    private void list() {
        Map<String, Long> seen = new ConcurrentHashMap<>();
        while (isOpen) {
            JsonNode listed =
                    OrderClient.json(customer.get("/orders?limit=100")).path("orders");
            listed.valueStream().forEach(order -> isNoStepBack(order, seen));
            List<String> ids = listed.valueStream()
                    .map(order -> order.path("orderId").asString())
                    .toList();
            seen.keySet().stream()
                    .filter(known -> !ids.contains(known))
                    .forEach(missing -> faults.add(missing + " was listed and is not any more"));
            answers.incrementAndGet();
        }
    }

    private void isNoStepBack(JsonNode order, Map<String, Long> seen) {
        String id = order.path("orderId").asString();
        long version = order.path("version").asLong();
        Long before = seen.put(id, version);
        if (before != null && before > version) {
            faults.add(id + " went from version " + before + " back to " + version);
        }
    }
}
