package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.Jars;
import dev.ordersaga.lab.system.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All services in one process that can be told where to die, and a provider that outlives it. */
final class CrashingSystem implements Endpoints, AutoCloseable {

    private static final int PORT = 18300;
    private static final int DATABASE_PORT = 18310;
    private static final int PROVIDER_PORT = 18311;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> command;
    private final Path folder;
    private final SimulatorControl provider;
    private ServiceProcess process;

    CrashingSystem(Jars jars, Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        provider = new SimulatorControl(java, jars.service("stripe-simulator"), PROVIDER_PORT, folder, List.of(PORT));
        provider.awaitReady();
        // The test-only start is no part of any jar: it comes from the folder of compiled tests.
        command = List.of(
                java,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dloader.path="
                        + jars.root().resolve("standalone/target/test-classes").toAbsolutePath(),
                "-Dloader.main=dev.ordersaga.systemtests.CrashingApplication",
                "-cp",
                jars.service("standalone").toString(),
                "org.springframework.boot.loader.launch.PropertiesLauncher");
        process = launch();
        process.awaitReady(http);
    }

    private ServiceProcess launch() throws IOException {
        return ServiceProcess.start(
                "house",
                command,
                PORT,
                folder,
                List.of(
                        "--standalone.data-folder=" + folder.resolve("house"),
                        "--standalone.database-port=" + DATABASE_PORT,
                        "--order-command.payment.deadline=2m",
                        "--event-processing.tasks.heartbeat-interval=500ms",
                        "--payment-handler.providers=stripe",
                        "--payment-handler.slowest-retry=5s",
                        "--payment-handler.stripe.answer-timeout=3s",
                        "--payment-handler.stripe.poll-interval=1s",
                        "--payment-handler.stripe.api-base=http://127.0.0.1:" + PROVIDER_PORT,
                        "--payment-handler.stripe.api-key=sk_test_halts",
                        "--payment-handler.stripe.webhook-secrets=" + SimulatorControl.SECRET));
    }

    /** It dies when it gets to {@code point} for the {@code time}th time from now. */
    void haltAt(String point, int time) throws IOException, InterruptedException {
        if (point.startsWith("during:")) {
            provider.misbehave("effect-then-hang", 1, 1);
        }
        http.send(
                HttpRequest.newBuilder(URI.create(toQueries() + "/orders?limit=1"))
                        .header("Halt-At", point + ":" + time)
                        .build(),
                BodyHandlers.discarding());
    }

    /** Whether it dies by itself; otherwise it is killed. The provider is well again afterwards. */
    boolean awaitHalt(Duration longest) throws IOException, InterruptedException {
        boolean isHalted = true;
        try {
            process.handle().onExit().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            isHalted = false;
            process.handle().destroyForcibly();
            process.handle().onExit().join();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
        provider.behave();
        return isHalted;
    }

    void start() throws IOException, InterruptedException {
        process = launch();
        process.awaitReady(http);
    }

    String operationsUrl() {
        return "http://127.0.0.1:" + (PORT + 2) + "/operations";
    }

    Recovery aftermath(List<SimulatedClient> shoppers, Path into) {
        return new Recovery(DATABASE_PORT, provider.ledger(), List.copyOf(shoppers), into);
    }

    @Override
    public String toCommands() {
        return "http://127.0.0.1:" + PORT;
    }

    @Override
    public String toQueries() {
        return "http://127.0.0.1:" + PORT;
    }

    @Override
    public void close() {
        process.close();
        provider.close();
        http.close();
    }
}
