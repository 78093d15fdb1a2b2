package dev.ordersaga.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Starts the simulator from a command line. */
@Command(
        name = "stripe-simulator",
        description = "Simulates a subset of the Stripe API for tests; no money moves.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class SimulatorApplication implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    SimulatorOptions options = new SimulatorOptions();

    private SimulatorApplication() {}

    /** Exits with 0 after SIGTERM, 2 on invalid options, 1 when it cannot start. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** From the environment or from a file that it names; null if there is none. */
    private static @Nullable String webhookSecret() throws IOException {
        @Nullable String file = System.getenv("STRIPE_SIMULATOR_WEBHOOK_SECRET_FILE");
        return file == null
                ? System.getenv("STRIPE_SIMULATOR_WEBHOOK_SECRET")
                : Files.readString(Path.of(file)).strip();
    }

    static CommandLine commandLine() {
        return new CommandLine(new SimulatorApplication());
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        String url = System.getenv("STRIPE_SIMULATOR_WEBHOOK_URL");
        String secret = webhookSecret();
        if (options.webhooks.isEmpty() && url != null && secret != null) {
            options.webhook(url, secret);
        }
        SimulatorServer server = SimulatorServer.start(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "stop"));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("stripe-simulator listens at http://" + options.bind + ":" + server.port() + ", ledger "
                + server.ledgerFile());
        out.flush();
        stopped.await();
        return 0;
    }
}
