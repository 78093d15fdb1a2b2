package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.Invoice;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * HTTP client of the order API with retries. All requests are idempotent. A request that waits for its retry keeps its
 * concurrency permit: a service that sends Retry-After gets fewer requests, not other ones.
 */
final class OrderClient implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final JsonMapper JSON = new JsonMapper();

    private final ReplayOptions options;
    private final String apiKey;
    private final RetryPolicy retryPolicy;
    private final Semaphore writes;
    private final Semaphore reads;
    private final Map<String, Long> retries = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    OrderClient(ReplayOptions options, RetryPolicy retryPolicy) {
        this.options = options;
        this.apiKey = options.apiKey();
        this.retryPolicy = retryPolicy;
        this.writes = new Semaphore(options.concurrency, true);
        this.reads = new Semaphore(options.concurrency, true);
    }

    /** Sends one request without retry. Throws {@link IOException} when the service does not respond, or refuses the key. */
    void requireReachable() throws IOException, InterruptedException {
        int status = http.send(request("/orders/" + new UUID(0, 0)).build(), BodyHandlers.discarding())
                .statusCode();
        if (status == UNAUTHENTICATED || status == FORBIDDEN) {
            throw new IOException("the API key is refused with " + status + ": see --api-key");
        }
    }

    /**
     * Places an order under the id of its invoice.
     *
     * @throws TimeoutException when no attempt had a final response; its message is the last failure
     */
    ServiceResponse place(PlannedOrder order) throws TimeoutException, InterruptedException {
        return send(
                writes,
                request("/orders/" + order.id())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key(order.invoice().number()))
                        .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body(order))))
                        .build());
    }

    /**
     * Cancels an order.
     *
     * @param cancellation number of the cancellation invoice: the idempotency key
     * @throws TimeoutException when no attempt had a final response
     */
    ServiceResponse cancel(UUID orderId, String cancellation) throws TimeoutException, InterruptedException {
        return send(
                writes,
                request("/orders/" + orderId + "/cancellation")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key(cancellation))
                        .POST(BodyPublishers.ofString("{\"reason\":\"cancellation invoice\"}"))
                        .build());
    }

    /**
     * Reads an order.
     *
     * @param entityTag of the view that is already known, for a response 304; null for none
     * @throws TimeoutException when no attempt had a final response
     */
    ServiceResponse poll(UUID orderId, @Nullable String entityTag) throws TimeoutException, InterruptedException {
        HttpRequest.Builder request = request("/orders/" + orderId);
        if (entityTag != null) {
            request.header("If-None-Match", entityTag);
        }
        return send(reads, request.build());
    }

    /** Number of retries by their reason, such as {@code 503} or {@code timeout}. */
    Map<String, Long> retries() {
        return new TreeMap<>(retries);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(options.url.resolve(path))
                .timeout(options.responseTimeout)
                .header("Authorization", "Bearer " + apiKey)
                .header("Accept", "application/json, application/problem+json");
    }

    /** Keys are visible ASCII without spaces; the invoice numbers of the known files already are. */
    private static String key(String invoiceNumber) {
        return URLEncoder.encode(invoiceNumber, StandardCharsets.UTF_8);
    }

    private ObjectNode body(PlannedOrder order) {
        ObjectNode body = JSON.createObjectNode();
        if (order.invoice().customerId() != null) {
            body.put("customerId", order.invoice().customerId());
        }
        body.put("currency", options.currency.getCurrencyCode());
        body.put("paymentMethod", order.paymentMethod());
        var lines = body.putArray("lines");
        for (Invoice.Line line : order.invoice().lines()) {
            ObjectNode json = lines.addObject().put("sku", line.sku());
            if (line.description() != null) {
                json.put("description", line.description());
            }
            json.put("quantity", line.quantity()).put("unitPrice", line.unitPrice());
        }
        return body;
    }

    private ServiceResponse send(Semaphore permits, HttpRequest request) throws TimeoutException, InterruptedException {
        permits.acquire();
        try {
            return sendWithRetries(request);
        } finally {
            permits.release();
        }
    }

    private ServiceResponse sendWithRetries(HttpRequest request) throws TimeoutException, InterruptedException {
        RetryPolicy.Attempts attempts = retryPolicy.start();
        long firstSent = retryPolicy.time().nanos();
        while (true) {
            Attempt attempt = sendOnce(request, firstSent);
            ServiceResponse response = attempt.response();
            if (response != null && !response.isRetryable()) {
                return response;
            }
            retries.merge(attempt.result(), 1L, Long::sum);
            if (!attempts.sleepBeforeNext(response == null ? null : response.retryAfter())) {
                throw new TimeoutException(attempt.result());
            }
        }
    }

    private Attempt sendOnce(HttpRequest request, long firstSent) throws InterruptedException {
        ReplayTime time = retryPolicy.time();
        long sent = time.nanos();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            Duration latency = Duration.ofNanos(time.nanos() - sent);
            return new Attempt(
                    ServiceResponse.of(response, time.now(), latency, firstSent),
                    String.valueOf(response.statusCode()));
        } catch (HttpTimeoutException e) {
            return new Attempt(null, "timeout");
        } catch (ConnectException e) {
            return new Attempt(null, "no connection");
        } catch (IOException e) {
            return new Attempt(null, "broken connection");
        }
    }

    /** Attempt of a request; without a response, {@code result} is the failure. */
    private record Attempt(@Nullable ServiceResponse response, String result) {}

    @Override
    public void close() {
        http.close();
    }
}
