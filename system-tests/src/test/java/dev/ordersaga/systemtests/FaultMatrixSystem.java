package dev.ordersaga.systemtests;

import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.simulator.SimulatorOptions;
import dev.ordersaga.simulator.SimulatorServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The system in its own process, which crashes at a given point, and a simulator that survives the crash. */
final class FaultMatrixSystem implements AutoCloseable {

    private static final String SECRET = "whsec_matrix";

    private final Path folder;
    private final int port;
    private final int managementPort;
    private final SimulatorServer server;
    private final SimulatorProcess provider;
    private final OrderClient customer;
    private final OrderClient operator;
    private @Nullable Process process;

    private FaultMatrixSystem(Path folder, int port, int managementPort) {
        this.folder = folder;
        this.port = port;
        this.managementPort = managementPort;
        server = SimulatorServer.start(new SimulatorOptions(folder.resolve("provider"))
                .webhook("http://127.0.0.1:" + port + "/payments/webhooks/stripe", SECRET));
        provider = new SimulatorProcess(server.url());
        customer = new OrderClient("http://127.0.0.1:" + port);
        operator = new OrderClient("http://127.0.0.1:" + managementPort);
    }

    static FaultMatrixSystem prepare(Path folder) throws IOException {
        return new FaultMatrixSystem(folder, freePort(), freePort());
    }

    OrderClient customer() {
        return customer;
    }

    SimulatorProcess provider() {
        return provider;
    }

    /** Starts it on its data and waits until it is ready or has crashed. */
    void start(String haltAt) throws IOException {
        Process started = new ProcessBuilder(command(haltAt))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("system.log").toFile()))
                .start();
        process = started;
        await("the system is ready")
                .atMost(Duration.ofSeconds(120))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() ->
                        !started.isAlive() || customer.get("/orders?limit=1").statusCode() == 200);
    }

    /** Waits for the crash, and kills the process if the point is never reached. */
    void awaitHalt(Duration most) throws InterruptedException {
        Process running = java.util.Objects.requireNonNull(process);
        if (!running.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
            running.destroyForcibly().waitFor();
        }
    }

    boolean isHalted() {
        try {
            Process running = java.util.Objects.requireNonNull(process);
            return running.waitFor(10, TimeUnit.SECONDS) && running.exitValue() == CrashingApplication.HALTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    double metric(String name) {
        HttpResponse<String> all = operator.get("/actuator/prometheus");
        return all.body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        customer.close();
        operator.close();
        provider.close();
        server.close();
    }

    private List<String> command(String haltAt) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dhalt.at=" + haltAt,
                "-cp",
                System.getProperty("java.class.path"),
                CrashingApplication.class.getName(),
                "--server.port=" + port,
                "--management.server.port=" + managementPort,
                "--operations.port=0",
                TestApiKey.SETTING,
                "--standalone.data-folder=" + folder.resolve("data"),
                "--order-command.payment.deadline=10m",
                "--payment-handler.providers=stripe",
                "--payment-handler.stripe.api-base=" + server.url(),
                "--payment-handler.stripe.api-key=sk_test_matrix",
                "--payment-handler.stripe.webhook-secrets=" + SECRET,
                "--payment-handler.stripe.answer-timeout=2s",
                "--payment-handler.stripe.poll-interval=1s",
                "--payment-handler.slowest-retry=2s",
                "--payment-handler.circuit-breaker.minimum-calls=100000",
                "--event-processing.tasks.heartbeat-interval=500ms"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
