package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The standalone application with crash points, which the system tests' {@code CrashingApplication} adds to it. The Stripe
 * simulator survives its crashes.
 */
final class CrashingSystem implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final SystemUnderTest system;
    private final ServiceProcess process;

    CrashingSystem(SystemOptions options, Path folder) throws IOException, InterruptedException {
        system = options.system(folder)
                .simulatorWithWebhooks()
                .mainClassOfSystemTests("dev.ordersaga.systemtests.CrashingApplication")
                .settings(
                        "--order-command.payment.deadline=2m",
                        "--event-processing.tasks.heartbeat-interval=500ms",
                        "--payment-handler.slowest-retry=5s",
                        "--payment-handler.stripe.answer-timeout=3s",
                        "--payment-handler.stripe.poll-interval=1s")
                .start();
        process = system.commandService();
    }

    SystemUnderTest system() {
        return system;
    }

    /** Lets the process crash when it reaches {@code point} for the {@code time}th time from now. */
    void crashAt(String point, int time) throws IOException, InterruptedException {
        if (point.startsWith("during:")) {
            system.simulator().inject("effect-then-hang", 1, 1);
        }
        http.send(
                HttpRequest.newBuilder(URI.create(process.url() + "/orders?limit=1"))
                        .header(LabKey.HEADER, LabKey.BEARER)
                        .header("Halt-At", point + ":" + time)
                        .build(),
                BodyHandlers.discarding());
    }

    /** Whether the process crashes within {@code timeout}; otherwise it is killed. Ends the simulator's faults. */
    boolean awaitCrash(Duration timeout) throws IOException, InterruptedException {
        boolean isCrashed = process.awaitEnd(timeout);
        if (!isCrashed) {
            process.kill();
        }
        system.simulator().clearFaults();
        return isCrashed;
    }

    void restart() throws IOException, InterruptedException {
        process.start();
        process.awaitReady();
    }

    @Override
    public void close() throws IOException {
        system.close();
        http.close();
    }
}
