package dev.ordersaga.systemtests;

import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.TestApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client of the HTTP contract: places, polls and cancels orders. */
final class OrderClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String KEY_OF_A_RUNNING_ONE = "system.api-key";

    private final String api;
    private final String authorization;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** With the key of the tests, or with {@code -Dsystem.api-key=…} for a running system. */
    OrderClient(String api) {
        this(api, System.getProperty(KEY_OF_A_RUNNING_ONE, TestApiKey.KEY));
    }

    OrderClient(String api, String key) {
        this.api = api;
        this.authorization = "Bearer " + key;
    }

    @Override
    public void close() {
        http.close();
    }

    /** Six T-light holders: GBP 15.30. */
    static String order(String paymentMethod) {
        return """
                {"customerId":"17850","currency":"GBP","paymentMethod":"%s",
                 "lines":[{"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER",
                           "quantity":6,"unitPrice":"2.55"}]}""".formatted(paymentMethod);
    }

    static String newKey() {
        return UUID.randomUUID().toString();
    }

    HttpResponse<String> place(String body, String key) {
        return post("/orders", body, key);
    }

    /** Places an order that must be accepted; returns its location. */
    String place(String paymentMethod) {
        HttpResponse<String> answer = place(order(paymentMethod), newKey());
        if (answer.statusCode() != 202) {
            throw new AssertionError("not accepted: " + answer.statusCode() + " " + answer.body());
        }
        return answer.headers().firstValue("Location").orElseThrow();
    }

    HttpResponse<String> cancel(String location) {
        return post(location + "/cancellation", "{\"reason\":\"changed my mind\"}", newKey());
    }

    /** Places an order with capture on shipment; returns its location. */
    String placeForShipment(String paymentMethod) {
        return place(forShipment(order(paymentMethod)), newKey())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    /** The same order with capture on shipment. */
    static String forShipment(String order) {
        return order.replace("{\"customerId\"", "{\"capture\":\"ON_SHIPMENT\",\"customerId\"");
    }

    HttpResponse<String> payWith(String paymentMethod, String location) {
        return post(location + "/payment-attempts", "{\"paymentMethod\":\"" + paymentMethod + "\"}", newKey());
    }

    HttpResponse<String> ship(String location) {
        return post(location + "/shipment", "", newKey());
    }

    /** @param amount a decimal text; empty for the whole rest */
    HttpResponse<String> refund(String location, String amount) {
        String body = amount.isEmpty() ? "" : "{\"amount\":\"" + amount + "\",\"reason\":\"damaged\"}";
        return post(location + "/refunds", body, newKey());
    }

    HttpResponse<String> post(String path, String body, String key) {
        return send(HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", '"' + key + '"')
                .POST(BodyPublishers.ofString(body)));
    }

    /** Places an order under an id chosen by the client. */
    HttpResponse<String> put(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Polls until the payment has this status; returns the view. */
    JsonNode whenPaymentIs(String status, String location) {
        return when(order -> order.path("payment").path("status").asString().equals(status), location);
    }

    /** Polls until the order satisfies the condition; returns the view. */
    JsonNode when(Predicate<JsonNode> wanted, String location) {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        await("order " + location)
                .atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(json(get(location)));
                    return wanted.test(last.get());
                });
        return last.get();
    }

    /** Polls until the response has no Retry-After: the order is settled; returns the last view. */
    JsonNode settled(String location) {
        AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
        await("order " + location + " settles")
                .atMost(Duration.ofSeconds(40))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(get(location));
                    return last.get().statusCode() == 200
                            && last.get().headers().firstValue("Retry-After").isEmpty();
                });
        return JSON.readTree(last.get().body());
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.header("Authorization", authorization)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
