package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.ClientOperation;
import dev.ordersaga.lab.oracle.ClientOperation.Outcome;
import dev.ordersaga.lab.system.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places one order, follows it, and perhaps cancels it, has it shipped or wants money back. Repeats what it does not know
 * the end of, under the same key, at whichever node answers; gives up after a while and leaves that for the aftermath.
 */
final class SimulatedClient {

    private static final int REPETITIONS = 4;

    private final Endpoints doors;
    private final History history;
    private final HttpClient http;
    private final Random random;
    private final String customer;
    private final String key;
    private final OrderScenario wish;
    private volatile @Nullable String order;

    /** What all shoppers of a run share. */
    record Clients(History history, HttpClient http) {}

    /** @param name nobody else's */
    SimulatedClient(Endpoints doors, Clients clients, String name, Random random, OrderScenario wish) {
        this.doors = doors;
        this.history = clients.history();
        this.http = clients.http();
        this.random = random;
        this.customer = name;
        this.key = "key-" + name;
        this.wish = wish;
        this.order = wish.ownId()
                ? new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString()
                : null;
    }

    /** The order's id; null while it is not known. */
    @Nullable
    String order() {
        return order;
    }

    /** Goes shopping, until the order is settled or it takes too long. */
    void shop() throws IOException, InterruptedException {
        if (!place(REPETITIONS)) {
            return;
        }
        if (wish.cancels()) {
            Pause.of(random.nextInt(300));
            repeat("cancel", "cancellation", "{\"reason\":\"storm\"}");
        }
        followFor(20);
        if (wish.forShipment() && wish.ships()) {
            repeat("ship", "shipment", "");
        }
        for (int i = 0; i < wish.refunds(); i++) {
            repeat("refund", "refunds", "{\"amount\":\"" + (1 + random.nextInt(6)) + ".00\"}");
        }
        followFor(20);
    }

    /** Sends the order, again under the same key while its end is not known; returns whether it was accepted. */
    boolean place(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            Outcome outcome = wish.ownId()
                    ? send("place", null, "PUT", "/orders/" + order, body())
                    : send("place", key, "POST", "/orders", body());
            if (outcome != Outcome.UNKNOWN) {
                return outcome == Outcome.OK;
            }
            Pause.of(500L << i);
        }
        return false;
    }

    private void repeat(String operation, String resource, String body) throws IOException, InterruptedException {
        String itsKey = key + "-" + operation + "-" + random.nextInt(1_000_000);
        for (int i = 0; i < REPETITIONS; i++) {
            Outcome outcome = send(operation, itsKey, "POST", "/orders/" + order + "/" + resource, body);
            if (outcome != Outcome.UNKNOWN) {
                return;
            }
            Pause.of(500L << i);
        }
    }

    private void followFor(int polls) throws IOException, InterruptedException {
        for (int i = 0; i < polls; i++) {
            HttpResponse<String> answer = poll();
            if (answer != null
                    && answer.statusCode() == 200
                    && answer.headers().firstValue("Retry-After").isEmpty()) {
                return;
            }
            Pause.of(100L + 50L * i);
        }
    }

    /** Looks at the order at any node; null if nobody answers. */
    @Nullable
    HttpResponse<String> poll() throws IOException, InterruptedException {
        long begun = System.currentTimeMillis();
        HttpRequest request = HttpRequest.newBuilder(URI.create(doors.toQueries() + "/orders/" + order))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            Long version = answer.headers()
                    .firstValue("ETag")
                    .map(SimulatedClient::version)
                    .orElse(null);
            add("poll", null, begun, answer.statusCode(), version);
            return answer;
        } catch (IOException e) {
            add("poll", null, begun, 0, null);
            return null;
        }
    }

    private Outcome send(String operation, @Nullable String idempotencyKey, String verb, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(doors.toCommands() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(verb, BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", '"' + idempotencyKey + '"');
        }
        long begun = System.currentTimeMillis();
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() < 300 && order == null) {
                String location = answer.headers().firstValue("Location").orElse("");
                order = location.substring(location.lastIndexOf('/') + 1);
            }
            return add(operation, idempotencyKey, begun, answer.statusCode(), null);
        } catch (IOException e) {
            return add(operation, idempotencyKey, begun, 0, null);
        }
    }

    private Outcome add(String operation, @Nullable String itsKey, long begun, int status, @Nullable Long version)
            throws IOException {
        Outcome outcome = status >= 200 && status < 300
                ? Outcome.OK
                : status >= 400 && status < 500 && status != 429 ? Outcome.REJECTED : Outcome.UNKNOWN;
        history.add(new ClientOperation(
                customer,
                operation,
                customer,
                itsKey,
                begun,
                System.currentTimeMillis(),
                outcome,
                status,
                order,
                version));
        return outcome;
    }

    private static Long version(String entityTag) {
        return Long.valueOf(entityTag.replaceAll("\\D", ""));
    }

    private String body() {
        return """
                {"customerId":"%s","currency":"GBP","paymentMethod":"%s","capture":"%s",
                "lines":[{"sku":"85123A","quantity":6,"unitPrice":"2.55"}]}""".formatted(customer, wish.method(), wish.forShipment() ? "ON_SHIPMENT" : "ON_CONFIRMATION");
    }
}
