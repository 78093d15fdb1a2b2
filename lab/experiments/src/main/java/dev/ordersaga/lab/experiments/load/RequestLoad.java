package dev.ordersaga.lab.experiments.load;

import dev.ordersaga.lab.experiments.load.ClientResponse.Kind;
import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Open-loop load: places orders at a fixed rate and polls each at fixed delays, independently of the responses. The latency
 * of placing counts from the intended time of sending.
 */
public final class RequestLoad implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final Queue<ClientResponse> responses = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String commandUrl;
    private final String queryUrl;
    private final String managementUrl;
    private final List<Long> pollDelays;

    /** @param pollDelays milliseconds from the response to the placing until each poll */
    public RequestLoad(SystemUnderTest system, List<Long> pollDelays) {
        this.commandUrl = system.commandService().url();
        this.managementUrl = system.commandService().managementUrl();
        this.queryUrl = system.queryService().url();
        this.pollDelays = pollDelays;
    }

    /** A load in progress. */
    public interface Run {
        /** Stops the load, waits for the last response, and returns all responses since its start. */
        Responses end() throws InterruptedException;
    }

    /** Starts to place {@code rate} orders per second, and to check the service's health once per second. */
    public Run start(int rate) {
        responses.clear();
        long interval = TimeUnit.SECONDS.toNanos(1) / rate;
        AtomicLong due = new AtomicLong(System.nanoTime());
        List<Future<?>> periodic = List.of(
                timer.scheduleAtFixedRate(() -> placeNew(due.getAndAdd(interval)), 0, interval, TimeUnit.NANOSECONDS),
                timer.scheduleAtFixedRate(this::checkHealth, 0, 1, TimeUnit.SECONDS));
        return () -> {
            periodic.forEach(task -> task.cancel(false));
            do {
                Pause.of(50);
            } while (pending.get() > 0);
            return responses();
        };
    }

    /** Places {@code rate} orders per second for {@code seconds}, and waits for the last response. */
    public Responses run(int rate, int seconds) throws InterruptedException {
        Run run = start(rate);
        Pause.of(seconds * 1_000L);
        return run.end();
    }

    /** Responses so far. */
    public Responses responses() {
        return new Responses(List.copyOf(responses));
    }

    /** The current time, comparable with {@link ClientResponse#sentMillis}. */
    public static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Places the order {@code path}; repeats the placing if it exists. */
    public CompletableFuture<ClientResponse> place(String path) {
        return place(path, System.nanoTime());
    }

    private void placeNew(long due) {
        String path = "/orders/" + UUID.randomUUID();
        pending.addAndGet(pollDelays.size());
        place(path, due).thenRun(() -> {
            for (long delay : pollDelays) {
                timer.schedule(() -> poll(path), delay, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void poll(String path) {
        get(Kind.POLL, queryUrl, path);
        pending.decrementAndGet();
    }

    private void checkHealth() {
        get(Kind.LIVENESS, managementUrl, "/actuator/health/liveness");
        get(Kind.READINESS, managementUrl, "/actuator/health/readiness");
    }

    private CompletableFuture<ClientResponse> place(String path, long due) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(commandUrl + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(SampleOrder.BODY));
        return send(Kind.PLACE, path, due, request);
    }

    private void get(Kind kind, String url, String path) {
        CompletableFuture<ClientResponse> response =
                send(kind, path, System.nanoTime(), HttpRequest.newBuilder(URI.create(url + path)));
        assert response != null;
    }

    private CompletableFuture<ClientResponse> send(Kind kind, String path, long due, HttpRequest.Builder request) {
        pending.incrementAndGet();
        long sentMillis = nowMillis();
        return http.sendAsync(
                        request.timeout(TIMEOUT)
                                .header(LabKey.HEADER, LabKey.BEARER)
                                .build(),
                        BodyHandlers.discarding())
                .handle((response, failure) -> {
                    ClientResponse outcome = new ClientResponse(
                            kind,
                            path,
                            sentMillis,
                            failure == null ? response.statusCode() : 0,
                            failure == null
                                    && response.headers()
                                            .firstValue("Retry-After")
                                            .isPresent(),
                            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
                    responses.add(outcome);
                    pending.decrementAndGet();
                    return outcome;
                });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close();
    }
}
