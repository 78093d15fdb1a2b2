package dev.ordersaga.simulator;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JUnit extension: a simulator per test, with a fixed clock that the test advances. */
final class RunningSimulator implements BeforeEachCallback, AfterEachCallback {

    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final UnaryOperator<SimulatorOptions> settings;
    private @Nullable Path directory;
    private @Nullable SimulatorServer server;

    RunningSimulator() {
        this(options -> options);
    }

    RunningSimulator(UnaryOperator<SimulatorOptions> settings) {
        this.settings = settings;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("stripe-simulator");
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        server().close();
        try (Stream<Path> files = Files.walk(directory())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Restarts on the same files. */
    void restart() {
        server().close();
        start();
    }

    SimulatorServer server() {
        return Objects.requireNonNull(server);
    }

    Path directory() {
        return Objects.requireNonNull(directory);
    }

    StripeClient stripe() {
        return stripe(Duration.ofSeconds(20));
    }

    StripeClient stripe(Duration readTimeout) {
        return StripeClient.builder()
                .setApiKey("sk_test_simulator")
                .setApiBase(server().url())
                .setConnectTimeout(2000)
                .setReadTimeout((int) readTimeout.toMillis())
                .setMaxNetworkRetries(0)
                .build();
    }

    /** A confirmed payment of this order. */
    PaymentIntent pay(String orderId, long amount, String method, CaptureMethod capture) throws StripeException {
        return stripe().v1()
                .paymentIntents()
                .create(payment(orderId, amount, method, capture).build());
    }

    static PaymentIntentCreateParams.Builder payment(
            String orderId, long amount, String method, CaptureMethod capture) {
        return PaymentIntentCreateParams.builder()
                .setAmount(amount)
                .setCurrency("gbp")
                .setConfirm(true)
                .setPaymentMethod(method)
                .addPaymentMethodType("card")
                .setCaptureMethod(capture)
                .putMetadata("orderId", orderId);
    }

    static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    /** Posts a form to the Stripe API. */
    HttpResponse<String> form(String path, String body, String... headers) throws IOException, InterruptedException {
        return http.send(
                stripeRequest(path, headers).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(stripeRequest(path).GET().build(), BodyHandlers.ofString());
    }

    /** Calls the control API and returns its response. */
    JsonNode control(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server().url() + "/simulator/" + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Simulator-Control", "test")
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 400) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    void fault(String rule) throws IOException, InterruptedException {
        control("POST", "faults", rule);
    }

    /** The ledger as read through the control API, without postings about the ledger itself. */
    List<JsonNode> ledger() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server().url() + "/simulator/ledger"))
                .build();
        List<JsonNode> lines = new ArrayList<>();
        http.send(request, BodyHandlers.ofLines()).body().map(JSON::readTree).forEach(lines::add);
        lines.removeIf(line -> !line.has("pspId") && !line.has("orderId") && !line.has("amountMinor"));
        return lines;
    }

    /** The postings in short: op, amount and outcome. */
    List<String> postings() throws IOException, InterruptedException {
        return ledger().stream()
                .map(line -> line.path("op").asString() + " "
                        + line.path("amountMinor").asLong(0) + " "
                        + line.path("outcome").asString())
                .toList();
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private HttpRequest.Builder stripeRequest(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server().url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer sk_test_simulator")
                .header("Content-Type", "application/x-www-form-urlencoded");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private void start() {
        server = SimulatorServer.start(settings.apply(new SimulatorOptions(directory()).clock(CLOCK)));
    }
}
