package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.OperatorClient;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Operator who follows the runbook of {@code release-failed}: the money of an order that ended without goods is refunded
 * once more, since the provider accepts refunds again. The case must end by that.
 */
final class ReleaseRunbook implements AutoCloseable {

    private final SystemUnderTest system;
    private final OperatorClient operator = new OperatorClient();
    private final HttpClient http = HttpClient.newHttpClient();

    ReleaseRunbook(SystemUnderTest system) {
        this.system = system;
    }

    /**
     * Requests the refunds and waits until no such case is left.
     *
     * @throws IllegalStateException if one is left after {@code timeout}
     */
    void follow(Duration timeout) throws IOException, InterruptedException {
        for (JsonNode found : cases()) {
            refund(found.required("orderId").asString(), amount(found));
        }
        long end = System.nanoTime() + timeout.toNanos();
        while (!cases().isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("cases that refunds did not end: " + cases());
            }
            Pause.of(500);
        }
    }

    private List<JsonNode> cases() throws IOException, InterruptedException {
        List<JsonNode> found = new ArrayList<>();
        operator.get(system.queryService().operationsUrl() + "/alerts?limit=500")
                .required("alerts")
                .forEach(alert -> {
                    if (alert.required("kind").asString().equals("release-failed")) {
                        found.add(alert);
                    }
                });
        return found;
    }

    private static String amount(JsonNode found) {
        return found.required("amount").asString().split(" ")[0];
    }

    private void refund(String order, String amount) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(system.commandService().url() + "/orders/" + order + "/refunds"))
                .header(LabKey.HEADER, LabKey.BEARER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"amount\": \"" + amount + "\"}"))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new IllegalStateException(
                    "the refund of " + order + " got " + response.statusCode() + ": " + response.body());
        }
    }

    @Override
    public void close() {
        http.close();
        operator.close();
    }
}
