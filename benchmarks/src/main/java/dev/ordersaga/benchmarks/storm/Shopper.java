package dev.ordersaga.benchmarks.storm;

import dev.ordersaga.benchmarks.house.Pause;
import dev.ordersaga.benchmarks.oracle.HistoryLine;
import dev.ordersaga.benchmarks.oracle.HistoryLine.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places one order, follows it, and perhaps cancels it, has it shipped or wants money back. Repeats what it does not know
 * the end of, under the same key, at whichever node answers; gives up after a while and leaves that for the aftermath.
 */
final class Shopper {

    private static final List<String> METHODS = List.of(
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_mastercard",
            "pm_card_visa_debit",
            "pm_card_visa_chargeDeclined",
            "pm_card_chargeDeclinedLostCard",
            "pm_slow_1s");
    private static final int REPETITIONS = 4;

    private final Cast cast;
    private final History history;
    private final HttpClient http;
    private final Random random;
    private final String customer;
    private final String key;
    private final boolean ownId;
    private final boolean forShipment;
    private final String method;
    private volatile @Nullable String order;

    Shopper(Cast cast, History history, HttpClient http, long seed, int number) {
        this.cast = cast;
        this.history = history;
        this.http = http;
        this.random = new Random(seed * 1_000_003 + number);
        this.customer = "storm-" + seed + "-" + number;
        this.key = "key-" + seed + "-" + number;
        this.ownId = random.nextBoolean();
        this.forShipment = random.nextInt(4) == 0;
        this.method = METHODS.get(random.nextInt(METHODS.size()));
        this.order = ownId
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
        if (random.nextInt(6) == 0) {
            Pause.of(random.nextInt(300));
            repeat("cancel", "cancellation", "{\"reason\":\"storm\"}");
        }
        followFor(20);
        if (forShipment && random.nextInt(3) > 0) {
            repeat("ship", "shipment", "");
        }
        if (random.nextInt(3) == 0) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                repeat("refund", "refunds", "{\"amount\":\"" + (1 + random.nextInt(6)) + ".00\"}");
            }
        }
        followFor(20);
    }

    /** Sends the order, again under the same key while its end is not known; returns whether it was accepted. */
    boolean place(int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            Outcome outcome = ownId
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
        HttpRequest request = HttpRequest.newBuilder(URI.create(any(cast.queries()) + "/orders/" + order))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            Long version =
                    answer.headers().firstValue("ETag").map(Shopper::version).orElse(null);
            add("poll", null, begun, answer.statusCode(), version);
            return answer;
        } catch (IOException e) {
            add("poll", null, begun, 0, null);
            return null;
        }
    }

    private Outcome send(String operation, @Nullable String idempotencyKey, String verb, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(any(cast.commands()) + path))
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
        history.add(new HistoryLine(
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

    private String any(List<Node> nodes) {
        return nodes.get(random.nextInt(nodes.size())).url();
    }

    private static Long version(String entityTag) {
        return Long.valueOf(entityTag.replaceAll("\\D", ""));
    }

    private String body() {
        return """
                {"customerId":"%s","currency":"GBP","paymentMethod":"%s","capture":"%s",
                "lines":[{"sku":"85123A","quantity":6,"unitPrice":"2.55"}]}""".formatted(customer, method, forShipment ? "ON_SHIPMENT" : "ON_CONFIRMATION");
    }
}
