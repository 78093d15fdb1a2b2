package dev.ordersaga.lab.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** stripe-simulator as a process of its own, which can be told to misbehave. */
public final class SimulatorProcess implements AutoCloseable {

    private static final int PORT = 18140;
    private static final String URL = "http://127.0.0.1:" + PORT;
    private static final long MOST_SECONDS_TO_START = 60;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();

    private SimulatorProcess(Process process) {
        this.process = process;
    }

    /** Starts it with an empty ledger, and waits until it answers. */
    public static SimulatorProcess start(Jars jars, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jars.service("stripe-simulator").toString(),
                        "--port",
                        String.valueOf(PORT),
                        "--data",
                        folder.resolve("stripe-simulator").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("stripe-simulator.log").toFile())
                .start();
        SimulatorProcess provider = new SimulatorProcess(process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_TO_START);
        while (!provider.answers()) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("stripe-simulator did not start, see its log");
            }
        }
        return provider;
    }

    /** What lets services pay here. */
    public static List<String> settings() {
        return List.of(
                "--payment-handler.providers=stripe",
                "--payment-handler.stripe.api-base=" + URL,
                "--payment-handler.stripe.api-key=sk_test_benchmark");
    }

    /** From now on every request waits so long for nothing, and then its connection is closed. */
    public void hang(int seconds) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(URL + "/simulator/faults"))
                .POST(BodyPublishers.ofString("{\"fault\":\"hang\",\"seconds\":" + seconds + "}")));
    }

    /** From now on it is well again. */
    public void behave() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(URL + "/simulator/faults")).DELETE());
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
    }

    private boolean answers() throws InterruptedException {
        try {
            send(HttpRequest.newBuilder(URI.create(URL + "/simulator/health")));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
        if (status >= 300) {
            throw new IllegalStateException("stripe-simulator answered " + status);
        }
    }
}
