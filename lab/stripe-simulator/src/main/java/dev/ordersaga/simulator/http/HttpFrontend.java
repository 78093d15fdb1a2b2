package dev.ordersaga.simulator.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.ordersaga.simulator.http.IdempotentRequestHandler.Done;
import dev.ordersaga.simulator.payment.Ids;
import dev.ordersaga.simulator.payment.Refusal;
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

/** Reads requests, and lets replies leave, or not. */
final class HttpFrontend implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(HttpFrontend.class.getName());
    private static final int LARGEST_BODY = 1 << 20;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final StripeRoutes stripe;
    private final ControlRoutes control;
    private final SimulatorClock clock;
    private final String apiVersion;
    private final String requestSalt;
    private final AtomicLong requests = new AtomicLong();
    private final Phaser inside = new Phaser(1);

    /** @param requestSalt makes this run's request ids its own */
    HttpFrontend(
            StripeRoutes stripe, ControlRoutes control, SimulatorClock clock, String apiVersion, String requestSalt) {
        this.stripe = stripe;
        this.control = control;
        this.clock = clock;
        this.apiVersion = apiVersion;
        this.requestSalt = requestSalt;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        inside.register();
        try (exchange) {
            serveOrApologize(exchange);
        } finally {
            inside.arriveAndDeregister();
        }
    }

    /** Waits until nobody is being served any longer. */
    void awaitEmpty(Duration patience) throws InterruptedException {
        int phase = inside.arriveAndDeregister();
        try {
            inside.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "stopping although requests are still being served");
        }
    }

    private void serveOrApologize(HttpExchange exchange) throws IOException {
        try {
            serve(exchange);
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "cannot serve " + exchange.getRequestURI().getPath(),
                    e);
            if (exchange.getResponseCode() < 0) {
                send(exchange, Reply.json(500, ErrorJson.of(ErrorJson.API_ERROR, null, String.valueOf(e)), Map.of()));
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        List<String> path = Arrays.stream(exchange.getRequestURI().getPath().split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        String first = path.isEmpty() ? "" : path.getFirst();
        if (body.length > LARGEST_BODY) {
            send(exchange, Reply.text(413, "text/plain", "too large", Map.of()));
        } else if (first.equals("v1")) {
            serveStripe(exchange, path.subList(1, path.size()), text(body));
        } else if (first.equals("simulator")) {
            send(exchange, control.serve(exchange.getRequestMethod(), path.subList(1, path.size()), text(body)));
        } else {
            send(exchange, Reply.text(404, "text/plain", "This is a payment simulator: /v1 or /simulator", Map.of()));
        }
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
        Done done;
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
        } catch (Refusal malformed) {
            done = Done.with(
                    Reply.json(400, ErrorJson.of(ErrorJson.INVALID_REQUEST, null, malformed.text()), Map.of()));
        }
        leave(exchange, done);
    }

    /** Webhooks come after the answer; where there is none, there is nothing to wait for. */
    private void leave(HttpExchange exchange, Done done) throws IOException {
        if (done.reply() instanceof Reply.Silence) {
            done.afterwards().run();
            send(exchange, done.reply());
            return;
        }
        try {
            send(exchange, done.reply());
        } finally {
            done.afterwards().run();
        }
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Body body -> write(exchange, body);
            case Reply.Torn torn -> {
                exchange.getResponseHeaders().set("Content-Type", Reply.JSON);
                exchange.sendResponseHeaders(200, torn.text().length() + 1L);
                exchange.getResponseBody().write(torn.text().getBytes(StandardCharsets.US_ASCII));
                exchange.getResponseBody().flush();
            }
            case Reply.Silence silence -> clock.await(clock.instant().plus(silence.duration()));
            case Reply.Reset reset -> {
                // Closing the exchange without headers closes the connection.
            }
        }
    }

    private static void write(HttpExchange exchange, Reply.Body body) throws IOException {
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
