package dev.ordersaga.simulator.webhook;

import dev.ordersaga.simulator.ledger.LogFile;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.time.TimerQueue;
import dev.ordersaga.simulator.wire.StripeJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers events to the webhook endpoints at least once: retries until a 2xx response, for up to three days, across
 * restarts.
 */
public final class WebhookSender implements AutoCloseable {

    /** Shorter at first than Stripe's, which are too long for tests. */
    private static final List<Duration> FIRST_INTERVALS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));

    private static final Duration LAST_INTERVAL = Duration.ofHours(1);
    private static final Duration RETRY_PERIOD = Duration.ofDays(3);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_CONCURRENT = 64;

    private static final int MAX_ENDPOINTS = 16;

    private final List<WebhookEndpoint> configured;
    private final List<WebhookEndpoint> endpoints = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Semaphore free = new Semaphore(MAX_CONCURRENT);
    private final SimulatorClock clock;
    private final TimerQueue timers;
    private final LogFile log;
    private final JsonMapper json;
    private final StripeJson stripeJson;
    private volatile boolean closed;

    /** @param initial endpoints known from the start */
    public WebhookSender(
            SimulatorClock clock,
            TimerQueue timers,
            LogFile log,
            JsonMapper json,
            StripeJson stripeJson,
            List<WebhookEndpoint> initial) {
        this.clock = clock;
        this.timers = timers;
        this.log = log;
        this.json = json;
        this.stripeJson = stripeJson;
        configured = List.copyOf(initial);
        endpoints.addAll(initial);
    }

    /** Copies the log of all deliveries. */
    public void copyLogTo(OutputStream out) throws IOException {
        log.copyTo(out);
    }

    /** The endpoints. */
    public List<WebhookEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    /**
     * Adds an endpoint.
     *
     * @throws IllegalArgumentException when it is neither on this machine nor at the server of a configured endpoint, or
     *     there are too many
     */
    public void add(WebhookEndpoint endpoint) {
        if (!endpoint.isLoopback() && configured.stream().noneMatch(endpoint::isAtSameServer)) {
            throw new IllegalArgumentException(
                    "A webhook URL is on this machine, or at the server of a --webhook-url, not " + endpoint.url());
        }
        if (endpoints.size() >= MAX_ENDPOINTS) {
            throw new IllegalArgumentException("There are " + MAX_ENDPOINTS + " webhook endpoints already");
        }
        endpoints.add(endpoint);
    }

    /** Removes all endpoints. */
    public void removeAll() {
        endpoints.clear();
    }

    /** Events before this time are not retried any more. */
    public Instant unsettledSince() {
        return clock.instant().minus(RETRY_PERIOD);
    }

    /** Sends the events that an earlier run could not deliver. */
    public void resendUnsettled(List<Event> candidates) {
        Set<String> settled = new HashSet<>();
        for (JsonNode line : log.lines()) {
            if (line.path("settled").asBoolean(false)) {
                settled.add(
                        line.path("event").asString() + line.path("endpoint").asString(""));
            }
        }
        for (WebhookEndpoint endpoint : endpoints) {
            List<Event> unsettled = candidates.stream()
                    .filter(event -> !settled.contains(event.id()) && !settled.contains(event.id() + endpoint.url()))
                    .toList();
            if (!unsettled.isEmpty()) {
                Thread.startVirtualThread(
                        () -> unsettled.forEach(event -> attempt(event, endpoint, 0, clock.instant())));
            }
        }
    }

    /** Sends to every endpoint and returns when each has responded or timed out. */
    public void send(Event event) {
        if (endpoints.isEmpty()) {
            write(event, null, 0, "there is no endpoint", true);
        }
        for (WebhookEndpoint endpoint : endpoints) {
            attempt(event, endpoint, 0, clock.instant());
        }
    }

    /** Sends at {@code due}. */
    public void sendAt(Instant due, Event event) {
        timers.at(due, () -> send(event));
    }

    /** Records that the event is not delivered. */
    public void suppress(Event event) {
        write(event, null, 0, "suppressed by a fault", true);
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
    }

    private void attempt(Event event, WebhookEndpoint endpoint, int number, Instant first) {
        if (closed) {
            return;
        }
        String problem = post(event, endpoint);
        boolean expired = clock.instant().isAfter(first.plus(RETRY_PERIOD));
        if (closed) {
            return;
        }
        write(event, endpoint, number + 1, problem, problem == null || expired);
        if (problem != null && !expired) {
            Duration pause = number < FIRST_INTERVALS.size() ? FIRST_INTERVALS.get(number) : LAST_INTERVAL;
            timers.at(clock.instant().plus(pause), () -> attempt(event, endpoint, number + 1, first));
        }
    }

    /** @return null after a 2xx response, otherwise the problem */
    private @Nullable String post(Event event, WebhookEndpoint endpoint) {
        String body = json.writeValueAsString(render(event, endpoint));
        HttpRequest request = HttpRequest.newBuilder(endpoint.url())
                .timeout(RESPONSE_TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (stripe-simulator)")
                .header("Stripe-Signature", StripeSignature.header(body, endpoint.secret(), clock.baseSecond()))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        free.acquireUninterruptibly();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300 ? null : "answered " + status;
        } catch (IOException e) {
            return String.valueOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } finally {
            free.release();
        }
    }

    private ObjectNode render(Event event, WebhookEndpoint endpoint) {
        return endpoint.apiVersion() == null ? stripeJson.event(event) : stripeJson.event(event, endpoint.apiVersion());
    }

    private void write(
            Event event, @Nullable WebhookEndpoint endpoint, int attempt, @Nullable String problem, boolean settled) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("t", clock.instant());
        line.put("event", event.id());
        line.put("type", event.type());
        line.put("pspId", event.intent().id());
        line.put("endpoint", endpoint == null ? null : endpoint.url());
        line.put("attempt", attempt);
        line.put("problem", problem);
        line.put("settled", settled);
        line.values().removeIf(value -> value == null);
        log.write(line);
    }
}
