package dev.ordersaga.simulator.http;

import com.sun.net.httpserver.HttpServer;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.idempotency.IdempotentAnswers;
import dev.ordersaga.simulator.ledger.LogFile;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.payment.PaymentEngine;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.webhook.Webhooks;
import dev.ordersaga.simulator.wire.StripeJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The open port and who stands behind it. */
public final class SimulatorHttpServer implements AutoCloseable {

    static {
        // Without it every small answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static final int BACKLOG = 1000;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final HttpServer server;
    private final HttpFrontend entrance;
    private final WebhookDispatcher notices;
    private final SimulatorClock clock;

    /** Who and what serves. */
    public record Staff(
            PaymentEngine desk,
            IdempotentAnswers answers,
            FaultRules faults,
            LogFile faultLog,
            Webhooks webhooks,
            LogFile webhookLog,
            SimulatorClock clock,
            StripeJson words,
            JsonMapper json,
            @Nullable OutcomeProfile profile,
            String orderIdKey,
            String apiVersion,
            long seed,
            String requestSalt) {}

    private SimulatorHttpServer(InetSocketAddress address, Staff staff) throws IOException {
        clock = staff.clock();
        notices = new WebhookDispatcher(staff.faults(), staff.webhooks(), clock, staff.orderIdKey(), staff.seed());
        FaultInjection misconduct = new FaultInjection(staff.faults(), staff.profile());
        IdempotentRequestHandler cashier = new IdempotentRequestHandler(new IdempotentRequestHandler.Tools(
                staff.desk(), staff.answers(), misconduct, notices, clock, staff.words()));
        Queries queries = new Queries(staff.desk(), staff.words(), staff.webhooks(), staff.apiVersion());
        StripeRoutes stripe = new StripeRoutes(new StripeRoutes.Tools(
                staff.desk(), queries, cashier, misconduct, clock, staff.words(), staff.orderIdKey()));
        ControlRoutes control = new ControlRoutes(new ControlRoutes.Tools(
                staff.desk(),
                staff.faults(),
                staff.faultLog(),
                staff.webhooks(),
                staff.webhookLog(),
                clock,
                staff.profile(),
                new BankController(staff.desk(), notices, staff.words(), staff.json()),
                staff.json()));
        entrance = new HttpFrontend(stripe, control, clock, staff.apiVersion(), staff.requestSalt());
        server = HttpServer.create(address, BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", entrance);
    }

    /** Opens the port and serves. */
    public static SimulatorHttpServer open(InetSocketAddress address, Staff staff) throws IOException {
        SimulatorHttpServer gate = new SimulatorHttpServer(address, staff);
        gate.server.start();
        return gate;
    }

    /** The port that is open. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Sends the events of what nobody asked for. */
    public void sendDue(List<Event> events) {
        notices.sendDue(events);
    }

    /** Lets everyone who waits go without an answer, the others with theirs, and closes the port. */
    @Override
    public void close() {
        clock.close();
        try {
            entrance.awaitEmpty(PATIENCE_AT_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }
}
