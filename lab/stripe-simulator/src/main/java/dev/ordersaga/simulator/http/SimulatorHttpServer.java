package dev.ordersaga.simulator.http;

import com.sun.net.httpserver.HttpServer;
import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.webhook.WebhookSender;
import dev.ordersaga.simulator.wire.StripeJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP server of the simulator: wires the routes of {@code /v1} and {@code /simulator}. */
public final class SimulatorHttpServer implements AutoCloseable {

    static {
        // Without it every small response waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    private static final int BACKLOG = 1000;
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final HttpServer server;
    private final HttpFrontend frontend;
    private final WebhookDispatcher dispatcher;
    private final SimulatorClock clock;

    /**
     * Opens the port and serves.
     *
     * @param profile null when payments end as their payment method says
     * @param requestSalt makes the request ids of this run unique
     */
    public SimulatorHttpServer(
            InetSocketAddress address,
            PaymentEngine engine,
            FaultRules faults,
            WebhookSender webhooks,
            StripeJson stripeJson,
            JsonMapper json,
            @Nullable OutcomeProfile profile,
            String requestSalt)
            throws IOException {
        clock = engine.clock();
        dispatcher =
                new WebhookDispatcher(faults, webhooks, clock, engine.settings().orderIdKey());
        FaultInjection injection = new FaultInjection(faults, profile);
        IdempotentRequestHandler handler = new IdempotentRequestHandler(engine, injection, dispatcher, stripeJson);
        Queries queries = new Queries(engine, stripeJson, webhooks);
        ControlTarget target = new ControlTarget(engine);
        ControlOperations operations = new ControlOperations(engine, dispatcher, stripeJson);
        BankController bank = new BankController(engine, target, operations, stripeJson, json);
        DashboardController dashboard = new DashboardController(engine, target, operations, json);
        frontend = new HttpFrontend(
                new StripeRoutes(engine, queries, handler, injection, stripeJson),
                new ControlRoutes(engine, faults, webhooks, profile, bank, dashboard, stripeJson, json),
                new ControlAccess(stripeJson::baseUrl),
                clock,
                stripeJson.apiVersion(),
                requestSalt);
        server = HttpServer.create(address, BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", frontend);
        server.start();
    }

    /** The port listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Sends the events of changes that no request caused. */
    public void dispatchUnrequested(List<Event> events) {
        dispatcher.dispatchUnrequested(events);
    }

    /** Ends delayed requests without a response, completes the others and closes the port. */
    @Override
    public void close() {
        clock.close();
        try {
            frontend.awaitEmpty(SHUTDOWN_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }
}
