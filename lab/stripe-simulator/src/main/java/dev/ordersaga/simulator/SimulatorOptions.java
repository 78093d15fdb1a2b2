package dev.ordersaga.simulator;

import dev.ordersaga.simulator.engine.EngineSettings;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * Settings of a simulator: options of the command line, or set by the program that embeds it. On the command line each
 * option has an environment variable; the option takes precedence.
 */
public final class SimulatorOptions {

    /** Stripe's API version of responses and webhooks. */
    public static final String DEFAULT_API_VERSION = "2026-07-29.dahlia";

    @Option(
            names = "--bind",
            description = "Address to listen on.",
            defaultValue = "${env:STRIPE_SIMULATOR_BIND:-127.0.0.1}")
    String bind = "127.0.0.1";

    @Option(
            names = "--port",
            description = "Port to listen on; 0 takes a free one and prints it.",
            defaultValue = "${env:STRIPE_SIMULATOR_PORT:-12111}")
    int port;

    @Option(
            names = "--data",
            description = "Directory of the ledger and the logs; created if missing.",
            defaultValue = "${env:STRIPE_SIMULATOR_DATA:-stripe-simulator-data}")
    Path data;

    @Option(
            names = "--seed",
            description = "Seed of every random decision.",
            defaultValue = "${env:STRIPE_SIMULATOR_SEED:-1}")
    long seed = 1;

    @Option(
            names = "--profile",
            description =
                    "Weights of success, soft decline, hard decline, required action, time-out after charge: 92,4,2,1,1.",
            defaultValue = "${env:STRIPE_SIMULATOR_PROFILE:-}")
    String profile = "";

    @Option(
            names = "--order-id-key",
            description = "Metadata key of the merchant's order id.",
            defaultValue = "${env:STRIPE_SIMULATOR_ORDER_ID_KEY:-orderId}")
    String orderIdKey = "orderId";

    @Option(
            names = "--api-version",
            description = "API version of responses and webhooks.",
            defaultValue = "${env:STRIPE_SIMULATOR_API_VERSION:-" + DEFAULT_API_VERSION + "}")
    String apiVersion = DEFAULT_API_VERSION;

    @Option(
            names = "--public-url",
            description = "Base URL of the authentication page, if it differs from the address listened on.",
            defaultValue = "${env:STRIPE_SIMULATOR_PUBLIC_URL:-}")
    String publicUrl = "";

    @Option(
            names = "--authorization-life",
            description = "Validity of a manual authorization (ISO 8601).",
            defaultValue = "${env:STRIPE_SIMULATOR_AUTHORIZATION_LIFE:-P7D}")
    Duration authorizationLife = Duration.ofDays(7);

    @Option(
            names = "--settles-after",
            description = "Delay until an asynchronous payment succeeds or fails.",
            defaultValue = "${env:STRIPE_SIMULATOR_SETTLES_AFTER:-PT3S}")
    Duration settlesAfter = Duration.ofSeconds(3);

    @Option(
            names = "--refund-turns-after",
            description = "Delay until a pending refund succeeds, or a refund fails later.",
            defaultValue = "${env:STRIPE_SIMULATOR_REFUND_TURNS_AFTER:-PT2S}")
    Duration refundTurnsAfter = Duration.ofSeconds(2);

    @Option(
            names = "--dispute-after",
            description = "Delay until a charge of pm_card_createDispute is disputed.",
            defaultValue = "${env:STRIPE_SIMULATOR_DISPUTE_AFTER:-PT2S}")
    Duration disputeAfter = Duration.ofSeconds(2);

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    List<Webhook> webhooks = new ArrayList<>();

    Clock clock = Clock.systemUTC();

    /** One webhook endpoint; repeatable. */
    static final class Webhook {
        @Option(names = "--webhook-url", required = true, description = "Endpoint that receives every event.")
        String url = "";

        @Option(names = "--webhook-secret", required = true, description = "Signing secret of the endpoint, whsec_….")
        String secret = "";
    }

    SimulatorOptions() {
        this(Path.of(""));
    }

    /**
     * The defaults, on a free port.
     *
     * @param directory for the ledger and the logs; created if missing
     */
    public SimulatorOptions(Path directory) {
        this.data = directory;
    }

    /** Seed of every random decision. Returns these options. */
    public SimulatorOptions seed(long number) {
        this.seed = number;
        return this;
    }

    /**
     * Derives the outcome of payments from seed and order id. Returns these options.
     *
     * @param weights of success, soft decline, hard decline, required action, time-out after charge: {@code 92,4,2,1,1}
     */
    public SimulatorOptions profile(String weights) {
        this.profile = weights;
        return this;
    }

    /** Base of the simulator's clock, before any advance. Returns these options. */
    public SimulatorOptions clock(Clock base) {
        this.clock = base;
        return this;
    }

    /** Adds an endpoint that receives every event, signed with {@code secret}. Returns these options. */
    public SimulatorOptions webhook(String url, String secret) {
        Webhook webhook = new Webhook();
        webhook.url = url;
        webhook.secret = secret;
        webhooks.add(webhook);
        return this;
    }

    /** Null without a profile: payments then end as their payment method says. */
    @Nullable
    OutcomeProfile outcomeProfile() {
        return profile.isBlank() ? null : OutcomeProfile.parse(profile, seed);
    }

    List<WebhookEndpoint> webhookEndpoints() {
        return webhooks.stream()
                .map(webhook -> new WebhookEndpoint(URI.create(webhook.url), webhook.secret))
                .toList();
    }

    EngineSettings engineSettings() {
        return new EngineSettings(orderIdKey, authorizationLife, settlesAfter, refundTurnsAfter, disputeAfter);
    }
}
