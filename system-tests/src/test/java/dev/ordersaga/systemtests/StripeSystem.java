package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The system with Stripe's adapter and the embedded Stripe simulator. All test classes of one JVM share it; it is never
 * closed.
 */
final class StripeSystem {

    private static final JsonMapper JSON = new JsonMapper();
    private static @Nullable StripeSystem shared;

    private final SystemUnderTest system;
    private final OrderClient customer;
    private final SimulatorProcess provider;
    private final OperatorClient operator;
    private final HttpClient http = HttpClient.newHttpClient();

    private StripeSystem() {
        system = SystemUnderTest.with(
                "--payment-handler.providers=stripe",
                "--payment-handler.stripe.answer-timeout=2s",
                "--payment-handler.stripe.poll-interval=1s",
                "--payment-handler.circuit-breaker.minimum-calls=10000",
                "--payment-handler.reconciliation.settle=-10s",
                "--payment-handler.reconciliation.every=1h",
                "--order-command.payment.deadline=60s");
        customer = new OrderClient(system.url());
        operator = new OperatorClient(Integer.parseInt(system.setting(SystemUnderTest.OPERATORS)));
        provider = new SimulatorProcess(system.setting("payment-handler.stripe.api-base"));
    }

    static synchronized StripeSystem shared() {
        if (shared == null) {
            shared = new StripeSystem();
        }
        return shared;
    }

    OrderClient customer() {
        return customer;
    }

    SimulatorProcess provider() {
        return provider;
    }

    OperatorClient operator() {
        return operator;
    }

    /** Runs the reconciliation; returns the operators' report. */
    JsonNode compare() {
        return OperatorClient.json(requestComparison());
    }

    /** Runs the reconciliation while the provider does not answer; returns the problem. */
    JsonNode compareInVain() {
        HttpResponse<String> answer = requestComparison();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> requestComparison() {
        return operator.post("/operations/comparisons", OrderClient.newKey(), "{\"reason\": \"a test\"}");
    }

    /** The operators' case of this kind of the order; null if there is none. */
    @Nullable
    JsonNode alert(String kind, String orderId) {
        return operator.json("/operations/alerts?limit=500")
                .path("alerts")
                .valueStream()
                .filter(found -> found.path("kind").asString().equals(kind)
                        && found.path("orderId").asString("").equals(orderId))
                .findFirst()
                .orElse(null);
    }

    /** The value of the first sample with this name. */
    double metric(String name) {
        return answerOf(management("/actuator/prometheus", "text/plain").build(), 200)
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until the provider holds this net amount of the order, in pence. */
    void awaitNet(String location, long net) {
        await("the provider holds " + net)
                .atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(provider.net(orderId(location))).isEqualTo(net));
    }

    void awaitOrder(String location, Predicate<JsonNode> state) {
        await("order " + location)
                .atMost(Duration.ofSeconds(40))
                .until(() -> state.test(JSON.readTree(customer.get(location).body())));
    }

    static String orderId(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private HttpRequest.Builder management(String path, String type) {
        String url = "http://127.0.0.1:" + system.setting("local.management.port") + path;
        return HttpRequest.newBuilder(URI.create(url)).header("Content-Type", type);
    }

    private String answerOf(HttpRequest request, int status) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(request.uri() + " " + answer.body())
                    .isEqualTo(status);
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
