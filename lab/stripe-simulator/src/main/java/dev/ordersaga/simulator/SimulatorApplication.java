package dev.ordersaga.simulator;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the simulator from a command line. Each option has an environment variable; the option wins. */
@Command(
        name = "stripe-simulator",
        description = "A stand-in payment provider for tests: speaks a part of Stripe's interface and moves no money.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class SimulatorApplication implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--bind",
            description = "Address to listen at.",
            defaultValue = "${env:PAYMENT_SIMULATOR_BIND:-127.0.0.1}")
    String bind = "";

    @Option(
            names = "--port",
            description = "Port to listen at; 0 takes a free one and prints it.",
            defaultValue = "${env:PAYMENT_SIMULATOR_PORT:-12111}")
    int port;

    @Option(
            names = "--data",
            description = "Directory of the ledger and the logs.",
            defaultValue = "${env:PAYMENT_SIMULATOR_DATA:-stripe-simulator-data}")
    Path data = Path.of("");

    @Option(
            names = "--seed",
            description = "Decides everything that is left to chance.",
            defaultValue = "${env:PAYMENT_SIMULATOR_SEED:-1}")
    long seed;

    @Option(
            names = "--profile",
            description = "Weights of ok, soft declines, hard declines, action, time-out after charging: 92,4,2,1,1.",
            defaultValue = "${env:PAYMENT_SIMULATOR_PROFILE:-}")
    String profile = "";

    @Option(
            names = "--order-id-key",
            description = "Metadata key with the merchant's order id.",
            defaultValue = "${env:PAYMENT_SIMULATOR_ORDER_ID_KEY:-orderId}")
    String orderIdKey = "";

    @Option(
            names = "--api-version",
            description = "API version that answers and webhooks are written in.",
            defaultValue = "${env:PAYMENT_SIMULATOR_API_VERSION:-" + SimulatorOptions.USUAL_API_VERSION + "}")
    String apiVersion = "";

    @Option(
            names = "--public-url",
            description = "Where customers reach this simulator, when that is not where it listens.",
            defaultValue = "${env:PAYMENT_SIMULATOR_PUBLIC_URL:-}")
    String publicUrl = "";

    @Option(
            names = "--authorization-life",
            description = "How long a manual authorization holds (ISO 8601).",
            defaultValue = "${env:PAYMENT_SIMULATOR_AUTHORIZATION_LIFE:-P7D}")
    Duration authorizationLife = Duration.ZERO;

    @Option(
            names = "--settles-after",
            description = "When an asynchronous payment method says yes or no.",
            defaultValue = "${env:PAYMENT_SIMULATOR_SETTLES_AFTER:-PT3S}")
    Duration settlesAfter = Duration.ZERO;

    @Option(
            names = "--refund-turns-after",
            description = "When a refund that fails or succeeds late does so.",
            defaultValue = "${env:PAYMENT_SIMULATOR_REFUND_TURNS_AFTER:-PT2S}")
    Duration refundTurnsAfter = Duration.ZERO;

    @Option(
            names = "--dispute-after",
            description = "When a charge that will be disputed is.",
            defaultValue = "${env:PAYMENT_SIMULATOR_DISPUTE_AFTER:-PT2S}")
    Duration disputeAfter = Duration.ZERO;

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    List<Webhook> webhooks = new ArrayList<>();

    /** One endpoint; may be given several times. */
    static final class Webhook {
        @Option(names = "--webhook-url", required = true, description = "Endpoint that hears of every event.")
        String url = "";

        @Option(
                names = "--webhook-secret",
                required = true,
                description = "whsec_…: what its payloads are signed with.")
        String secret = "";
    }

    private SimulatorApplication() {}

    /** Exits with 0 after a request to stop, 2 when the options make no sense, 1 when it cannot start. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SimulatorApplication());
    }

    @Override
    public Integer call() throws InterruptedException {
        SimulatorServer server = SimulatorServer.start(options());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "stop"));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(
                "stripe-simulator listens at http://" + bind + ":" + server.port() + ", ledger " + server.ledgerFile());
        out.flush();
        stopped.await();
        return 0;
    }

    private SimulatorOptions options() {
        SimulatorOptions options = new SimulatorOptions(data)
                .bind(bind)
                .port(port)
                .seed(seed)
                .profile(profile.isBlank() ? null : profile)
                .orderIdKey(orderIdKey)
                .apiVersion(apiVersion)
                .publicUrl(publicUrl.isBlank() ? null : publicUrl)
                .authorizationLife(authorizationLife)
                .later(settlesAfter, refundTurnsAfter, disputeAfter);
        webhooks.forEach(webhook -> options.webhook(webhook.url, webhook.secret));
        String url = System.getenv("PAYMENT_SIMULATOR_WEBHOOK_URL");
        String secret = System.getenv("PAYMENT_SIMULATOR_WEBHOOK_SECRET");
        if (webhooks.isEmpty() && url != null && secret != null) {
            options.webhook(url, secret);
        }
        return options;
    }
}
