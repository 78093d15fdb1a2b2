package dev.ordersaga.payment.gateway.stripe;

import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.simulator.SimulatorOptions;
import dev.ordersaga.simulator.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** stripe-simulator on a port of its own, and the adapter that talks to it with Stripe's unmodified library. */
final class StripeSimulatorFixture implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final SimulatorServer server;
    private final StripeTransport transport;
    private final PaymentGateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    private StripeSimulatorFixture(SimulatorServer server) {
        this.server = server;
        StripeSettings settings = settings(server.url());
        transport = new StripeTransport(settings);
        gateway = new StripeGateway(StripeConfiguration.client(transport, settings), settings);
    }

    /** @param now the provider's time; it stands still until it is put forward */
    static StripeSimulatorFixture open(Path directory, Instant now) {
        return new StripeSimulatorFixture(
                SimulatorServer.start(new SimulatorOptions(directory).clock(Clock.fixed(now, ZoneOffset.UTC))));
    }

    static StripeSettings settings(String apiBase) {
        return new StripeSettings(
                URI.create(apiBase),
                "sk_test_simulator",
                "https://shop.example/orders/{orderId}",
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(15),
                List.of("whsec_old", "whsec_new"),
                Duration.ofMinutes(5));
    }

    PaymentGateway gateway() {
        return gateway;
    }

    String url() {
        return server.url();
    }

    void advance(Duration by) {
        server.advance(by);
    }

    /** The next request of this kind meets that fault. */
    void misbehave(String fault, String op) {
        fault("{\"fault\":\"" + fault + "\",\"op\":\"" + op + "\",\"times\":1}");
    }

    void fault(String rule) {
        control("faults", rule);
    }

    void control(String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/simulator/" + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the ledger says was done. */
    List<JsonNode> postings(String op) {
        try {
            return Files.readAllLines(server.ledgerFile()).stream()
                    .map(JSON::readTree)
                    .filter(line -> op.equals(line.path("op").asString(""))
                            && "ok".equals(line.path("outcome").asString("")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        transport.close();
        server.close();
    }
}
