package dev.ordersaga.lab.experiments.outage;

import dev.ordersaga.lab.experiments.outage.Answer.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders and polls at a steady rate, whatever the answers are, and a look at the health once a second. */
final class Load implements AutoCloseable {

    private static final String BODY = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa","lines":[
            {"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,"unitPrice":"2.55"}]}""";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String commandUrl;
    private final String queryUrl;
    private final String managementUrl;

    Load(String commandUrl, String queryUrl, String managementUrl) {
        this.commandUrl = commandUrl;
        this.queryUrl = queryUrl;
        this.managementUrl = managementUrl;
    }

    void begin(int rate) {
        clock.scheduleAtFixedRate(this::order, 0, 1_000_000L / rate, TimeUnit.MICROSECONDS);
        clock.scheduleAtFixedRate(
                () -> {
                    get(Kind.LIVENESS, managementUrl, "/actuator/health/liveness");
                    get(Kind.READINESS, managementUrl, "/actuator/health/readiness");
                },
                0,
                1,
                TimeUnit.SECONDS);
    }

    /** Sends nothing more, and returns when the last answer is there. */
    void end() throws InterruptedException {
        clock.shutdown();
        while (!clock.awaitTermination(100, TimeUnit.MILLISECONDS) || open.get() > 0) {
            dev.ordersaga.lab.system.Pause.of(50);
        }
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Now, as answers count it. */
    static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void order() {
        String path = "/orders/" + UUID.randomUUID();
        place(path).thenRun(() -> clock.schedule(() -> get(Kind.POLL, queryUrl, path), 300, TimeUnit.MILLISECONDS));
    }

    /** Places the order {@code path}, once more if it was placed already. */
    CompletableFuture<Answer> place(String path) {
        return send(
                Kind.PLACE,
                path,
                HttpRequest.newBuilder(URI.create(commandUrl + path))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(BODY)));
    }

    private void get(Kind kind, String url, String path) {
        CompletableFuture<Answer> answer = send(kind, path, HttpRequest.newBuilder(URI.create(url + path)));
        assert answer != null;
    }

    private CompletableFuture<Answer> send(Kind kind, String path, HttpRequest.Builder request) {
        open.incrementAndGet();
        long begun = System.nanoTime();
        return http.sendAsync(request.timeout(LONGEST).build(), BodyHandlers.discarding())
                .handle((answer, fault) -> {
                    Answer known = new Answer(
                            kind,
                            path,
                            TimeUnit.NANOSECONDS.toMillis(begun),
                            fault == null ? answer.statusCode() : 0,
                            fault == null
                                    && answer.headers()
                                            .firstValue("Retry-After")
                                            .isPresent(),
                            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
                    answers.add(known);
                    open.decrementAndGet();
                    return known;
                });
    }

    /** The status of the order {@code path} in the view; {@code -} if it is not there. */
    String status(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(queryUrl + path))
                            .timeout(LONGEST)
                            .build(),
                    BodyHandlers.ofString());
            String body = answer.body();
            int at = body.indexOf("\"status\":\"");
            return answer.statusCode() == 200 && at >= 0 ? body.substring(at + 10, body.indexOf('"', at + 10)) : "-";
        } catch (java.io.IOException e) {
            return "-";
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        http.close();
    }
}
