package dev.ordersaga.simulator;

import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.payment.ProviderSettings;
import dev.ordersaga.simulator.webhook.WebhookEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a simulator is to run. Each setter returns the same options. */
public final class SimulatorOptions {

    /** Stripe's API version that answers and webhooks are written in. */
    public static final String USUAL_API_VERSION = "2026-07-29.dahlia";

    private final Path directory;
    private String bind = "127.0.0.1";
    private int port;
    private long seed = 1;
    private @Nullable String salt;
    private String apiVersion = USUAL_API_VERSION;
    private @Nullable String publicUrl;
    private String orderIdKey = "orderId";
    private @Nullable OutcomeProfile profile;
    private Duration authorizationLife = Duration.ofDays(7);
    private Duration settlesAfter = Duration.ofSeconds(3);
    private Duration refundTurnsAfter = Duration.ofSeconds(2);
    private Duration disputeAfter = Duration.ofSeconds(2);
    private Clock clock = Clock.systemUTC();
    private final List<WebhookEndpoint> webhooks = new ArrayList<>();

    /** @param directory for the ledger and the logs; it is made when it is not there */
    public SimulatorOptions(Path directory) {
        this.directory = directory;
    }

    /** The address to listen at; only this machine unless told otherwise. */
    public SimulatorOptions bind(String address) {
        this.bind = address;
        return this;
    }

    /** The port to listen at; 0, the usual value, takes a free one. */
    public SimulatorOptions port(int number) {
        this.port = number;
        return this;
    }

    /** Decides everything that is left to chance. */
    public SimulatorOptions seed(long number) {
        this.seed = number;
        return this;
    }

    /** Makes the ids of a new ledger a function of the requests alone; without it they are its own. */
    public SimulatorOptions salt(String text) {
        this.salt = text;
        return this;
    }

    /** The account's API version. */
    public SimulatorOptions apiVersion(String version) {
        this.apiVersion = version;
        return this;
    }

    /** Where customers reach this simulator, when that is not where it listens. */
    public SimulatorOptions publicUrl(@Nullable String url) {
        this.publicUrl = url;
        return this;
    }

    /** The metadata key with the merchant's order id. */
    public SimulatorOptions orderIdKey(String key) {
        this.orderIdKey = key;
        return this;
    }

    /**
     * Lets the seed and the order id decide how payments end.
     *
     * @param weights like {@code 92,4,2,1,1}: ok, soft declines, hard declines, action, time-out after charging; null for
     *     payments that all end as their payment method says
     */
    public SimulatorOptions profile(@Nullable String weights) {
        this.profile = weights == null ? null : OutcomeProfile.parse(weights, seed);
        return this;
    }

    /** How long a manual authorization holds. */
    public SimulatorOptions authorizationLife(Duration life) {
        this.authorizationLife = life;
        return this;
    }

    /** When asynchronous payment methods, refunds and disputes go on by themselves. */
    public SimulatorOptions later(Duration settles, Duration refundTurns, Duration dispute) {
        this.settlesAfter = settles;
        this.refundTurnsAfter = refundTurns;
        this.disputeAfter = dispute;
        return this;
    }

    /** What time it is before any advance. */
    public SimulatorOptions clock(Clock base) {
        this.clock = base;
        return this;
    }

    /**
     * One more endpoint that hears of every event.
     *
     * @param secret signs the payloads
     */
    public SimulatorOptions webhook(String url, String secret) {
        webhooks.add(new WebhookEndpoint(URI.create(url), secret));
        return this;
    }

    Path directory() {
        return directory;
    }

    String bind() {
        return bind;
    }

    int port() {
        return port;
    }

    long seed() {
        return seed;
    }

    @Nullable
    String salt() {
        return salt;
    }

    String apiVersion() {
        return apiVersion;
    }

    @Nullable
    String publicUrl() {
        return publicUrl;
    }

    String orderIdKey() {
        return orderIdKey;
    }

    @Nullable
    OutcomeProfile profile() {
        return profile;
    }

    Clock clock() {
        return clock;
    }

    List<WebhookEndpoint> webhooks() {
        return List.copyOf(webhooks);
    }

    ProviderSettings settings() {
        return new ProviderSettings(orderIdKey, authorizationLife, settlesAfter, refundTurnsAfter, disputeAfter);
    }
}
