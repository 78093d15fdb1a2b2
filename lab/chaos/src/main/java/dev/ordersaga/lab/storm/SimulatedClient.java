package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.ClientOperation;
import dev.ordersaga.lab.oracle.ClientOperation.Outcome;
import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that places one order, polls it, and cancels, ships or refunds it as its scenario says. A request with an
 * unknown outcome is repeated under the same idempotency key, at any node; after some repetitions it is left to the recovery.
 */
final class SimulatedClient {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REPETITIONS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SystemUnderTest system;
    private final ClientConnection connection;
    private final Random random;
    private final String customer;
    private final String key;
    private final OrderScenario scenario;
    private volatile @Nullable String order;

    /** @param name unique; it is also the order's customer id */
    SimulatedClient(
            SystemUnderTest system, ClientConnection connection, String name, Random random, OrderScenario scenario) {
        this.system = system;
        this.connection = connection;
        this.random = random;
        this.customer = name;
        this.key = "key-" + name;
        this.scenario = scenario;
        this.order = scenario.ownId()
                ? new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE).toString()
                : null;
    }

    /** The order's id; null while it is unknown. */
    @Nullable
    String order() {
        return order;
    }

    /** Plays the scenario until the order is settled, or a time limit. */
    @Nullable
    Void run() throws IOException, InterruptedException {
        if (!place(REPETITIONS)) {
            return null;
        }
        if (scenario.cancels()) {
            Pause.of(random.nextInt(300));
            repeat("cancel", "cancellation", "{\"reason\":\"storm\"}");
        }
        if (scenario.requiresAction()) {
            authenticate();
        }
        pollUntilSettled(20);
        if (scenario.forShipment() && scenario.ships()) {
            repeat("ship", "shipment", "");
        }
        for (int i = 0; i < scenario.refunds(); i++) {
            repeat("refund", "refunds", "{\"amount\":\"" + (1 + random.nextInt(6)) + ".00\"}");
        }
        pollUntilSettled(20);
        return null;
    }

    /** Two customers of three act at the bank's page, after a while. */
    private void authenticate() throws InterruptedException {
        Pause.of(1_000L + random.nextInt(3_000));
        String outcome = random.nextInt(4) == 0 ? "fail" : "succeed";
        if (random.nextInt(3) > 0) {
            try {
                system.simulator()
                        .control("POST", "orders/" + order + "/authentication", "{\"outcome\":\"" + outcome + "\"}");
            } catch (IOException e) {
                // The bank is out of order: the customer gives up.
            }
        }
    }

    /** Sends the order, and repeats it under the same key while the outcome is unknown; returns whether it was accepted. */
    boolean place(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            Outcome outcome = scenario.ownId()
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
        String operationKey = key + "-" + operation + "-" + random.nextInt(1_000_000);
        for (int i = 0; i < REPETITIONS; i++) {
            Outcome outcome = send(operation, operationKey, "POST", "/orders/" + order + "/" + resource, body);
            if (outcome != Outcome.UNKNOWN) {
                return;
            }
            Pause.of(500L << i);
        }
    }

    private void pollUntilSettled(int polls) throws IOException, InterruptedException {
        for (int i = 0; i < polls; i++) {
            HttpResponse<String> response = poll();
            if (response != null
                    && response.statusCode() == 200
                    && response.headers().firstValue("Retry-After").isEmpty()) {
                return;
            }
            Pause.of(100L + 50L * i);
        }
    }

    /** The customer of any order, as it is shown; empty if it is not shown. Not part of the history. */
    String customerOf(String anOrder) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.queryUrl(random) + "/orders/" + anOrder))
                .timeout(TIMEOUT)
                .header(LabKey.HEADER, LabKey.BEARER)
                .build();
        HttpResponse<String> response = connection.send(request);
        return switch (response.statusCode()) {
            case 200 -> JSON.readTree(response.body()).path("customerId").asString();
            case 404 -> "";
            default -> throw new IOException("order " + anOrder + " cannot be read: " + response.statusCode());
        };
    }

    /** Reads the order at any node; null without a response. */
    @Nullable
    HttpResponse<String> poll() throws IOException, InterruptedException {
        long started = System.currentTimeMillis();
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.queryUrl(random) + "/orders/" + order))
                .timeout(TIMEOUT)
                .header(LabKey.HEADER, LabKey.BEARER)
                .build();
        try {
            HttpResponse<String> response = connection.send(request);
            Long version = response.headers()
                    .firstValue("ETag")
                    .map(tag -> Long.valueOf(tag.replaceAll("\\D", "")))
                    .orElse(null);
            record("poll", null, started, response.statusCode(), version);
            return response;
        } catch (IOException e) {
            record("poll", null, started, 0, null);
            return null;
        }
    }

    private Outcome send(String operation, @Nullable String idempotencyKey, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.commandUrl(random) + path))
                .timeout(TIMEOUT)
                .header(LabKey.HEADER, LabKey.BEARER)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", '"' + idempotencyKey + '"');
        }
        long started = System.currentTimeMillis();
        try {
            HttpResponse<String> response = connection.send(request.build());
            if (response.statusCode() < 300 && order == null) {
                String location = response.headers().firstValue("Location").orElse("");
                order = location.substring(location.lastIndexOf('/') + 1);
            }
            return record(operation, idempotencyKey, started, response.statusCode(), null);
        } catch (IOException e) {
            return record(operation, idempotencyKey, started, 0, null);
        }
    }

    private Outcome record(
            String operation, @Nullable String operationKey, long started, int status, @Nullable Long version)
            throws IOException {
        Outcome outcome = status >= 200 && status < 300
                ? Outcome.OK
                : status >= 400 && status < 500 && status != 429 ? Outcome.REJECTED : Outcome.UNKNOWN;
        connection.record(new ClientOperation(
                customer,
                operation,
                customer,
                operationKey,
                started,
                System.currentTimeMillis(),
                outcome,
                status,
                order,
                version));
        return outcome;
    }

    private String body() {
        return """
                {"customerId":"%s","currency":"GBP","paymentMethod":"%s","capture":"%s",
                "lines":[{"sku":"85123A","quantity":6,"unitPrice":"2.55"}]}""".formatted(customer, scenario.method(), scenario.forShipment() ? "ON_SHIPMENT" : "ON_CONFIRMATION");
    }
}
