package dev.ordersaga.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Client of the Stripe simulator: injects faults, and reads the ledger of money movements. */
final class SimulatorProcess implements AutoCloseable {

    /** The money movements of one order, in minor units. */
    record Money(long authorized, long captured, long refunded, long open) {

        static final Money NONE = new Money(0, 0, 0, 0);

        long net() {
            return captured - refunded;
        }

        Money after(JsonNode line) {
            long amount = line.path("amountMinor").asLong(0);
            return switch (line.path("op").asString("")) {
                case "auth" -> new Money(authorized + amount, captured, refunded, open + amount);
                case "capture" -> new Money(authorized, captured + amount, refunded, open - amount);
                case "release", "void", "expire" -> new Money(authorized, captured, refunded, open - amount);
                case "refund" -> new Money(authorized, captured, refunded + amount, open);
                case "refund_failed" -> new Money(authorized, captured, refunded - amount, open);
                default -> this;
            };
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    SimulatorProcess(String url) {
        this.url = url;
    }

    void fault(String rule) {
        control("POST", "faults", rule);
    }

    void behave() {
        control("DELETE", "faults", "");
    }

    /** Calls the simulator's control interface. */
    String control(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + "/simulator/" + path))
                .header("Simulator-Control", "test")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build());
    }

    /** Reads with the merchant's API key. */
    JsonNode get(String path) {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url + "/v1/" + path))
                .header("Authorization", "Bearer sk_test_x")
                .build()));
    }

    /** Posts a form with the merchant's API key, as another program would. */
    JsonNode post(String path, String form) {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url + "/v1/" + path))
                .header("Authorization", "Bearer sk_test_x")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build()));
    }

    /** The latest payment intent of the order; null if there is none. */
    @Nullable
    String intentOf(String orderId) {
        String after = "";
        JsonNode page;
        do {
            page = get("payment_intents?limit=100" + after);
            for (JsonNode intent : page.path("data")) {
                if (intent.path("metadata").path("orderId").asString("").equals(orderId)) {
                    return intent.path("id").asString();
                }
                after = "&starting_after=" + intent.path("id").asString();
            }
        } while (page.path("has_more").asBoolean());
        return null;
    }

    /** Every successful money movement, in chronological order. */
    List<JsonNode> ledger() {
        return control("GET", "ledger", "")
                .lines()
                .map(JSON::readTree)
                .filter(line -> "ok".equals(line.path("outcome").asString("")))
                .toList();
    }

    /**
     * The money movements of each order, by order id.
     *
     * @throws AssertionError if at any line more was captured than authorized, or more refunded than captured
     */
    Map<String, Money> money() {
        Map<String, Money> money = new TreeMap<>();
        for (JsonNode line : ledger()) {
            String order = line.path("orderId").asString("");
            Money after = money.getOrDefault(order, Money.NONE).after(line);
            if (after.net() < 0 || after.open() < 0 || after.captured() > after.authorized()) {
                throw new AssertionError("the ledger has a negative amount at line " + line.path("n"));
            }
            money.put(order, after);
        }
        return money;
    }

    /** The net amount that the provider holds of the order, over all its attempts, in minor units. */
    long net(String orderId) {
        return money().getOrDefault(orderId, Money.NONE).net();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private String send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
