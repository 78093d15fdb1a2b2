package dev.ordersaga.simulator;

import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.http.SimulatorHttpServer;
import dev.ordersaga.simulator.idempotency.IdempotentAnswers;
import dev.ordersaga.simulator.ledger.LogFile;
import dev.ordersaga.simulator.payment.PaymentEngine;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.time.TimerQueue;
import dev.ordersaga.simulator.webhook.Webhooks;
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

/** A running simulator. Its ledger, and with it its state, outlives it. */
public final class SimulatorServer implements AutoCloseable {

    private final Path directory;
    private final SimulatorClock clock;
    private final TimerQueue agenda;
    private final PaymentEngine desk;
    private final FaultRules faults;
    private final LogFile faultLog;
    private final LogFile webhookLog;
    private final Webhooks webhooks;
    private final SimulatorHttpServer gate;

    private SimulatorServer(SimulatorOptions options) throws IOException {
        directory = Files.createDirectories(options.directory());
        JsonMapper json = Json.mapper();
        clock = new SimulatorClock(options.clock());
        agenda = new TimerQueue(clock);
        IdempotentAnswers answers = new IdempotentAnswers();
        String chance = random();
        desk = new PaymentEngine(
                ledgerFile(),
                json,
                new PaymentEngine.DeskTools(clock, agenda, options.settings(), answers),
                options.salt() == null ? chance : options.salt());
        faultLog = LogFile.open(directory.resolve("faults.jsonl"), json);
        webhookLog = LogFile.open(directory.resolve("webhooks.jsonl"), json);
        faults = new FaultRules(faultLog, clock, options.seed());
        StripeJson words = new StripeJson(() -> publicUrl(options), options.apiVersion());
        webhooks = new Webhooks(new Webhooks.WebhookTools(clock, agenda, webhookLog, json, words), options.webhooks());
        gate = SimulatorHttpServer.open(
                new InetSocketAddress(options.bind(), options.port()), staff(options, answers, words, json, chance));
        webhooks.sendOwed(desk.eventsSince(webhooks.owedSince()));
        desk.open(gate::sendDue);
    }

    private SimulatorHttpServer.Staff staff(
            SimulatorOptions options, IdempotentAnswers answers, StripeJson words, JsonMapper json, String chance) {
        return new SimulatorHttpServer.Staff(
                desk,
                answers,
                faults,
                faultLog,
                webhooks,
                webhookLog,
                clock,
                words,
                json,
                options.profile(),
                options.orderIdKey(),
                options.apiVersion(),
                options.seed(),
                chance);
    }

    /**
     * Takes up the state in the options' directory and serves.
     *
     * @throws UncheckedIOException when the port or the directory cannot be had
     */
    public static SimulatorServer start(SimulatorOptions options) {
        try {
            return new SimulatorServer(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, without a slash at the end: what a client takes as its API base. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The port it listens at. */
    public int port() {
        return gate.port();
    }

    /** The ledger, one JSON object a line. */
    public Path ledgerFile() {
        return directory.resolve("ledger.jsonl");
    }

    /** The rules of misbehaviour in force. */
    public FaultRules faults() {
        return faults;
    }

    /** Who hears of events. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** Puts the clock forward; what comes due by that happens at once. */
    public void advance(Duration by) {
        desk.advance(by);
    }

    /** Lets everyone who waits go without an answer, and stops. */
    @Override
    public void close() {
        gate.close();
        agenda.close();
        webhooks.close();
        desk.close();
        faultLog.close();
        webhookLog.close();
    }

    private String publicUrl(SimulatorOptions options) {
        return options.publicUrl() == null ? url() : options.publicUrl();
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
