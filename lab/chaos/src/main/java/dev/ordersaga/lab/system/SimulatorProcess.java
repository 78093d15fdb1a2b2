package dev.ordersaga.lab.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Stripe simulator as a process: its ledger is independent of the system under test. */
public final class SimulatorProcess extends ServerProcess {

    private static final String WEBHOOK_SECRET = "whsec_lab";
    private static final String API_KEY = "sk_test_lab";
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Path data;

    SimulatorProcess(Path jar, int port, Path folder, List<String> webhookUrls) {
        super(
                "stripe-simulator",
                command(jar, port, folder.resolve("stripe-simulator"), webhookUrls),
                folder,
                URI.create(url(port, "health")));
        this.port = port;
        this.data = folder.resolve("stripe-simulator");
    }

    private static List<String> command(Path jar, int port, Path data, List<String> webhookUrls) {
        List<String> command = new ArrayList<>(List.of(ServiceCommand.JAVA, "-XX:+UseSerialGC", "-Xmx256m"));
        command.addAll(List.of("-jar", jar.toString(), "--port", String.valueOf(port), "--data", data.toString()));
        for (String webhookUrl : webhookUrls) {
            command.addAll(List.of("--webhook-url", webhookUrl, "--webhook-secret", WEBHOOK_SECRET));
        }
        return command;
    }

    /** Settings of a service that uses the simulator, directly or by a proxy at {@code port}. */
    static List<String> serviceSettings(int port) {
        return List.of(
                "--payment-handler.providers=stripe",
                "--payment-handler.stripe.api-base=http://127.0.0.1:" + port,
                "--payment-handler.stripe.api-key=" + API_KEY,
                "--payment-handler.stripe.webhook-secrets=" + WEBHOOK_SECRET);
    }

    public int port() {
        return port;
    }

    public Path ledger() {
        return data.resolve("ledger.jsonl");
    }

    /** Injects {@code hang} into every request until {@link #clearFaults}: no response for {@code seconds}. */
    public void hang(int seconds) throws IOException, InterruptedException {
        addRule("{\"fault\":\"hang\",\"seconds\":" + seconds + "}");
    }

    /** Injects a fault with this probability until {@link #clearFaults}. */
    public void inject(String fault, double probability, long seed) throws IOException, InterruptedException {
        addRule(String.format(
                Locale.ROOT,
                "{\"fault\":\"%s\",\"probability\":%.2f,\"seed\":%d%s}",
                fault,
                probability,
                seed,
                fault.matches(".*(hang|delay|late|shuffle).*") ? ",\"seconds\":4" : ""));
    }

    public void clearFaults() throws IOException, InterruptedException {
        control("DELETE", "faults", "");
        control("DELETE", "appearances", "");
    }

    /** Adds a rule for faults until {@link #clearFaults}. */
    public void addRule(String rule) throws IOException, InterruptedException {
        HttpResponse<String> response = control("POST", "faults", rule);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("the simulator rejects the rule " + rule + ": " + response.body());
        }
    }

    /**
     * Calls the control API, which also does what customers, banks and merchants do by hand.
     *
     * @param path without {@code /simulator}
     * @return the response, with any status
     */
    public HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url(port, path)))
                        .timeout(REQUEST_TIMEOUT)
                        .header("Simulator-Control", "lab")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The newest PaymentIntents, at most 100. */
    public List<JsonNode> newestIntents() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/payment_intents?limit=100"))
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", "Bearer " + API_KEY)
                .build();
        String body = http.send(request, BodyHandlers.ofString()).body();
        List<JsonNode> intents = new ArrayList<>();
        JSON.readTree(body).path("data").forEach(intents::add);
        return intents;
    }

    private static String url(int port, String path) {
        return "http://127.0.0.1:" + port + "/simulator/" + path;
    }

    @Override
    public void close() {
        super.close();
        http.close();
    }
}
