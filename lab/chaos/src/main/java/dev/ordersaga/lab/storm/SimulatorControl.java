package dev.ordersaga.lab.storm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The payment provider: stripe-simulator as a process with a ledger of its own, outside the database under test. */
final class SimulatorControl {

    static final String SECRET = "whsec_storm";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> command;
    private final Path folder;
    private final int port;
    private Process process;

    SimulatorControl(String java, Path jar, int port, Path folder, List<Integer> listeners) throws IOException {
        this.folder = folder;
        this.port = port;
        List<String> words = new java.util.ArrayList<>(
                List.of(java, "-XX:+UseSerialGC", "-Xmx128m", "-jar", jar.toString(), "--port", String.valueOf(port)));
        words.addAll(List.of("--data", folder.resolve("provider").toString()));
        for (int listener : listeners) {
            words.addAll(List.of("--webhook-url", "http://127.0.0.1:" + listener + "/payments/webhooks/stripe"));
            words.addAll(List.of("--webhook-secret", SECRET));
        }
        this.command = List.copyOf(words);
        this.process = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("provider.log").toFile()))
                .start();
    }

    int port() {
        return port;
    }

    Path ledger() {
        return folder.resolve("provider").resolve("ledger.jsonl");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String signal) throws IOException, InterruptedException {
        Processes.run("kill", "-" + signal, String.valueOf(process.pid()));
    }

    void start() throws IOException {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** @throws IllegalStateException if it does not answer within a minute and a half */
    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!isReady()) {
            // waitFor is also the pause between two looks.
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("the provider did not start, see its log");
            }
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return send("GET", "health", "").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Misbehaves like this, with the given probability, until told otherwise. */
    void misbehave(String fault, double probability, long seed) throws IOException, InterruptedException {
        String rule = String.format(
                Locale.ROOT,
                "{\"fault\":\"%s\",\"probability\":%.2f,\"seed\":%d%s}",
                fault,
                probability,
                seed,
                fault.matches(".*(hang|delay|late|shuffle).*") ? ",\"seconds\":4" : "");
        HttpResponse<String> answer = send("POST", "faults", rule);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("the provider refuses the rule " + rule + ": " + answer.body());
        }
    }

    void behave() throws IOException, InterruptedException {
        send("DELETE", "faults", "");
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/simulator/" + path))
                        .timeout(Duration.ofSeconds(5))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    void close() {
        process.destroy();
        http.close();
    }
}
