package dev.ordersaga.simulator;

import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.http.SimulatorHttpServer;
import dev.ordersaga.simulator.ledger.LogFile;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.time.TimerQueue;
import dev.ordersaga.simulator.webhook.WebhookSender;
import dev.ordersaga.simulator.wire.StripeJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;

/** A running simulator. Its state is the ledger file, which outlives it. */
public final class SimulatorServer implements AutoCloseable {

    private final Path directory;
    private final TimerQueue timers;
    private final PaymentEngine engine;
    private final LogFile faultLog;
    private final LogFile webhookLog;
    private final WebhookSender webhooks;
    private final SimulatorHttpServer http;

    private SimulatorServer(SimulatorOptions options) throws IOException {
        directory = Files.createDirectories(options.data);
        JsonMapper json = Json.mapper();
        SimulatorClock clock = new SimulatorClock(options.clock);
        timers = new TimerQueue(clock);
        String salt = random();
        engine = new PaymentEngine(ledgerFile(), json, clock, timers, options.engineSettings(), salt);
        faultLog = LogFile.open(directory.resolve("faults.jsonl"), json);
        webhookLog = LogFile.open(directory.resolve("webhooks.jsonl"), json);
        FaultRules faults = new FaultRules(faultLog, clock, options.seed);
        StripeJson stripeJson =
                new StripeJson(() -> options.publicUrl.isBlank() ? url() : options.publicUrl, options.apiVersion);
        webhooks = new WebhookSender(clock, timers, webhookLog, json, stripeJson, options.webhookEndpoints());
        http = new SimulatorHttpServer(
                new InetSocketAddress(options.bind, options.port),
                engine,
                faults,
                webhooks,
                stripeJson,
                json,
                options.outcomeProfile(),
                salt);
        webhooks.resendUnsettled(engine.read(store -> store.eventsSince(webhooks.unsettledSince())));
        engine.open(http::dispatchUnrequested);
    }

    /**
     * Restores the state from the options' directory and serves.
     *
     * @throws UncheckedIOException when the port or the directory is not available
     */
    public static SimulatorServer start(SimulatorOptions options) {
        try {
            return new SimulatorServer(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** API base for clients, without a trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The port listened on. */
    public int port() {
        return http.port();
    }

    /** The ledger, one JSON object per line. */
    public Path ledgerFile() {
        return directory.resolve("ledger.jsonl");
    }

    /** Delivery of events, and its endpoints. */
    public WebhookSender webhooks() {
        return webhooks;
    }

    /** Advances the clock; what becomes due happens at once. */
    public void advance(Duration by) {
        engine.advance(by);
    }

    /** Ends waiting requests without a response, and stops. */
    @Override
    public void close() {
        http.close();
        timers.close();
        webhooks.close();
        engine.close();
        faultLog.close();
        webhookLog.close();
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
