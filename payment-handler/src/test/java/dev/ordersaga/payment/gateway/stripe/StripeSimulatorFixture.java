package dev.ordersaga.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** stripe-simulator on its own port, and the adapter connected to it by Stripe's unmodified library. */
final class StripeSimulatorFixture implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final SimulatorServer server;
    private final StripeTransport transport;
    private final StripeProvider provider;
    private final HttpClient http = HttpClient.newHttpClient();

    private StripeSimulatorFixture(SimulatorServer server, Clock clock) {
        this.server = server;
        StripeSettings settings = settings(server.url());
        transport = new StripeTransport(settings);
        provider = new StripeProvider(transport, settings, clock);
    }

    /** @param now the simulator's time, which changes by {@link #advance} only */
    static StripeSimulatorFixture open(Path directory, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new StripeSimulatorFixture(SimulatorServer.start(new SimulatorOptions(directory).clock(clock)), clock);
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

    /** A signature header as Stripe sends it. */
    static HttpHeaders signature(long seconds, byte[] body, String secret) {
        HttpHeaders headers = new HttpHeaders();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(UTF_8));
            headers.set(
                    "Stripe-Signature", "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return headers;
    }

    StripeProvider provider() {
        return provider;
    }

    String url() {
        return server.url();
    }

    void advance(Duration by) {
        server.advance(by);
    }

    /** Injects the fault into the next request of this kind. */
    void injectFault(String fault, String op) {
        fault("{\"fault\":\"" + fault + "\",\"op\":\"" + op + "\",\"times\":1}");
    }

    void fault(String rule) {
        control("faults", rule);
    }

    void control(String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(url() + "/simulator/" + path))
                .header("Simulator-Control", "test")
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

    /** Successful operations in the ledger. */
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
