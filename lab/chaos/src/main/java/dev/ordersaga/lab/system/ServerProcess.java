package dev.ordersaga.lab.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An operating-system process with an HTTP health check and its own log file; can be killed, frozen and restarted. */
public class ServerProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(5);

    private final String name;
    private final List<String> command;
    private final Path log;
    private final URI health;
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;

    /**
     * Does not start it.
     *
     * @param health answers 200 when the process is ready
     */
    ServerProcess(String name, List<String> command, Path folder, URI health) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = folder.resolve(name + ".log");
        this.health = health;
    }

    public String name() {
        return name;
    }

    /** Starts it unless it is alive; it is not ready yet. The log is appended to. */
    public void start() throws IOException {
        if (!isAlive()) {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        }
    }

    /** @throws IllegalStateException if it ends, or is not ready within five minutes */
    public void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isReady()) {
            // waitFor is also the pause between two checks.
            if (process().waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException(name + " did not start, see " + log);
            }
        }
    }

    /** Whether the health check answers 200 within five seconds. */
    public boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public ProcessHandle handle() {
        return process().toHandle();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    /** @param signal {@code STOP} freezes the process, {@code CONT} resumes it */
    public void signal(String signal) throws IOException, InterruptedException {
        Shell.run("kill", "-" + signal, String.valueOf(process().pid()));
    }

    /** Waits until the process has ended, at most {@code timeout}; returns whether it has. */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return process().waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends it gracefully; by force after 30 seconds. It can be started again. */
    public void stop() {
        if (process == null) {
            return;
        }
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

    @Override
    public void close() {
        stop();
        http.close();
    }

    private Process process() {
        return Objects.requireNonNull(process, "not started");
    }
}
