package dev.ordersaga.lab.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One service, as a process with a log file of its own. */
public final class ServiceProcess implements AutoCloseable {

    private static final long MOST_SECONDS_TO_START = 120;

    private final String name;
    private final Process process;
    private final URI readiness;

    private ServiceProcess(String name, Process process, URI readiness) {
        this.name = name;
        this.process = process;
        this.readiness = readiness;
    }

    /**
     * Starts it, with its management port one above {@code port}; it is not ready yet. Its log grows over restarts.
     *
     * @param name of its log in {@code folder}
     * @param launching the command without the settings
     */
    public static ServiceProcess start(
            String name, List<String> launching, int port, Path folder, List<String> settings) throws IOException {
        List<String> command = new ArrayList<>(launching);
        command.addAll(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--management.server.port=" + (port + 1),
                "--operations.port=" + (port + 2)));
        command.addAll(settings);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()))
                .start();
        return new ServiceProcess(
                name, process, URI.create("http://127.0.0.1:" + (port + 1) + "/actuator/health/readiness"));
    }

    /** @throws IllegalStateException if it ends or is not ready in two minutes */
    public void awaitReady(HttpClient http) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_TO_START);
        while (!isReady(http)) {
            // waitFor is also the pause between two looks.
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException(name + " did not start, see its log");
            }
        }
    }

    /** Whether it is, as it says itself within five seconds. */
    public boolean isReady(HttpClient http) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The operating system's process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
