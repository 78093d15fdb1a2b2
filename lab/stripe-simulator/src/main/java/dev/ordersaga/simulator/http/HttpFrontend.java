package dev.ordersaga.simulator.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.ordersaga.simulator.engine.Ids;
import dev.ordersaga.simulator.http.IdempotentRequestHandler.Handled;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Parameters;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** HTTP handler: parses requests and writes responses, or none. */
final class HttpFrontend implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(HttpFrontend.class.getName());
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final StripeRoutes stripe;
    private final ControlRoutes control;
    private final ControlAccess access;
    private final SimulatorClock clock;
    private final String apiVersion;
    private final String requestSalt;
    private final AtomicLong requests = new AtomicLong();
    private final Phaser inProgress = new Phaser(1);

    /** @param requestSalt makes the request ids of this run unique */
    HttpFrontend(
            StripeRoutes stripe,
            ControlRoutes control,
            ControlAccess access,
            SimulatorClock clock,
            String apiVersion,
            String requestSalt) {
        this.stripe = stripe;
        this.control = control;
        this.access = access;
        this.clock = clock;
        this.apiVersion = apiVersion;
        this.requestSalt = requestSalt;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        inProgress.register();
        try (exchange) {
            serveSafely(exchange);
        } finally {
            inProgress.arriveAndDeregister();
        }
    }

    /** Waits until no request is in progress. */
    void awaitEmpty(Duration timeout) throws InterruptedException {
        int phase = inProgress.arriveAndDeregister();
        try {
            inProgress.awaitAdvanceInterruptibly(phase, timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "stopping although requests are still being served");
        }
    }

    private void serveSafely(HttpExchange exchange) throws IOException {
        try {
            serve(exchange);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "cannot serve " + exchange.getRequestURI().getPath(),
                    e);
            if (exchange.getResponseCode() < 0) {
                send(
                        exchange,
                        Response.json(500, ErrorJson.of(ErrorJson.API_ERROR, null, String.valueOf(e)), Map.of()));
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        List<String> path = Arrays.stream(exchange.getRequestURI().getPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        String first = path.isEmpty() ? "" : path.getFirst();
        if (body.length > MAX_BODY_BYTES) {
            send(exchange, Response.text(413, "text/plain", "too large", Map.of()));
        } else if (first.equals("v1")) {
            serveStripe(exchange, path.subList(1, path.size()), text(body));
        } else if (first.equals("simulator")) {
            send(exchange, control(exchange, path.subList(1, path.size()), text(body)));
        } else {
            send(
                    exchange,
                    Response.text(404, "text/plain", "This is a payment simulator: /v1 or /simulator", Map.of()));
        }
    }

    private Response control(HttpExchange exchange, List<String> segments, String body) {
        String method = exchange.getRequestMethod();
        return access.permits(method, segments, exchange.getRequestHeaders())
                ? control.serve(method, segments, body)
                : ControlAccess.refusal();
    }

    private void serveStripe(HttpExchange exchange, List<String> segments, String body) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        String id = "req_" + Ids.text(requestSalt + requests.incrementAndGet(), 14);
        String version = headers.getFirst("Stripe-Version");
        String key = headers.getFirst("Idempotency-Key");
        boolean post = exchange.getRequestMethod().equals("POST");
        exchange.getResponseHeaders().set("Request-Id", id);
        exchange.getResponseHeaders().set("Stripe-Version", version == null ? apiVersion : version);
        if (post && key != null) {
            exchange.getResponseHeaders().set("Idempotency-Key", key);
        }
        Handled done;
        try {
            String query = exchange.getRequestURI().getRawQuery();
            done = stripe.serve(new Request(
                    id,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    segments,
                    Parameters.parse(post ? body : query == null ? "" : query),
                    apiKey(headers.getFirst("Authorization")),
                    post ? key : null,
                    version));
        } catch (InvalidRequestException malformed) {
            done = Handled.with(
                    Response.json(400, ErrorJson.of(ErrorJson.INVALID_REQUEST, null, malformed.text()), Map.of()));
        }
        respond(exchange, done);
    }

    /** Webhooks follow the response; without a response they are sent at once. */
    private void respond(HttpExchange exchange, Handled done) throws IOException {
        if (done.response() instanceof Response.NoResponse) {
            done.afterResponse().run();
            send(exchange, done.response());
            return;
        }
        try {
            send(exchange, done.response());
        } finally {
            done.afterResponse().run();
        }
    }

    private void send(HttpExchange exchange, Response response) throws IOException {
        switch (response) {
            case Response.Body body -> write(exchange, body);
            case Response.Truncated torn -> {
                exchange.getResponseHeaders().set("Content-Type", Response.JSON);
                exchange.sendResponseHeaders(200, torn.text().length() + 1L);
                exchange.getResponseBody().write(torn.text().getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            }
            case Response.NoResponse none -> clock.await(none.duration());
            case Response.Reset reset -> {
                // Closing the exchange without headers closes the connection.
            }
        }
    }

    private static void write(HttpExchange exchange, Response.Body body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", body.contentType());
        body.headers().forEach(exchange.getResponseHeaders()::set);
        long length = body.length() < 0 ? 0 : body.length() == 0 ? -1 : body.length();
        exchange.sendResponseHeaders(body.status(), length);
        try (OutputStream out = exchange.getResponseBody()) {
            body.content().writeTo(out);
        }
    }

    private static @Nullable String apiKey(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.startsWith(BASIC)) {
            String pair = text(Base64.getMimeDecoder().decode(authorization.substring(BASIC.length())));
            return pair.substring(0, pair.indexOf(':') < 0 ? pair.length() : pair.indexOf(':'));
        }
        return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : null;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
