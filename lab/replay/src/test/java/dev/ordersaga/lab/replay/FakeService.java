package dev.ordersaga.lab.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fake order service over HTTP with orders in memory: an order is pending at the first poll and settled at the second.
 * Tests can replace its responses.
 */
final class FakeService implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FakeOrder> orders = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String retryAfter = "1";
    private final Queue<Replacement> replacements = new ConcurrentLinkedQueue<>();

    /** Response to a request. */
    record Reply(int status, Map<String, String> headers, String body) {

        static final Reply CLOSED_CONNECTION = of(0);
        static final Reply NO_RESPONSE = of(-1);

        static Reply of(int status, String... headers) {
            Map<String, String> pairs = headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]);
            return new Reply(status, pairs, "{\"code\":\"replaced\"}");
        }
    }

    /** Sends {@code Retry-After: 0}, for tests in real time. */
    void retryAtOnce() {
        retryAfter = "0";
    }

    /** Response that replaces the one to the first matching request. */
    private record Replacement(Predicate<String> request, Reply reply) {}

    FakeService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/orders/", this::respond);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Replaces the response to the next request whose {@code METHOD path} contains this text, once. */
    FakeService replace(String request, Reply reply) {
        replacements.add(new Replacement(line -> line.contains(request), reply));
        return this;
    }

    /** All requests as {@code METHOD path}. */
    List<String> requests() {
        return requests;
    }

    long count(String request) {
        return requests.stream().filter(line -> line.contains(request)).count();
    }

    Map<String, FakeOrder> orders() {
        return orders;
    }

    private void respond(HttpExchange exchange) throws IOException {
        String line =
                exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        requests.add(line);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Reply reply = replaced(line);
        if (reply == null) {
            reply = reply(exchange, body);
        }
        if (reply.equals(Reply.NO_RESPONSE)) {
            return;
        }
        if (reply.equals(Reply.CLOSED_CONNECTION)) {
            exchange.close();
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getResponseHeaders().containsKey("Retry-After") && retryAfter.equals("0")) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean empty = reply.status() == 304;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : bytes.length);
        if (!empty) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private @Nullable Reply replaced(String line) {
        for (Replacement replacement : List.copyOf(replacements)) {
            if (replacement.request().test(line) && replacements.remove(replacement)) {
                return replacement.reply();
            }
        }
        return null;
    }

    private Reply reply(HttpExchange exchange, byte[] body) {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        FakeOrder order = orders.get(path[2]);
        if (exchange.getRequestMethod().equals("PUT")) {
            return place(path[2], JSON.readTree(body));
        }
        if (order == null) {
            return Reply.of(404);
        }
        return path.length > 3
                ? order.cancel(exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                : order.view(exchange.getRequestHeaders().getFirst("If-None-Match"));
    }

    private Reply place(String id, JsonNode body) {
        List<String> faults = faults(body);
        if (!faults.isEmpty()) {
            return new Reply(
                    422, Map.of(), "{\"code\":\"invalid-fields\",\"errors\":[" + String.join(",", faults) + "]}");
        }
        FakeOrder order = orders.computeIfAbsent(id, absent -> new FakeOrder(body));
        return order.isOf(body) ? order.accepted() : new Reply(409, Map.of(), "{\"code\":\"order-exists\"}");
    }

    /** The faults that occur in the sample shop. */
    private static List<String> faults(JsonNode body) {
        List<String> faults = new ArrayList<>();
        if (!body.has("customerId")) {
            faults.add(fault("/customerId", "required"));
        }
        for (int line = 0; line < body.path("lines").size(); line++) {
            JsonNode json = body.path("lines").path(line);
            if (json.path("quantity").intValue() < 1) {
                faults.add(fault("/lines/" + line + "/quantity", "out_of_range"));
            }
            if (json.path("unitPrice").stringValue().startsWith("-")) {
                faults.add(fault("/lines/" + line + "/unitPrice", "invalid_format"));
            }
        }
        if (faults.isEmpty() && FakeOrder.total(body).signum() == 0) {
            faults.add(fault("/lines", "out_of_range"));
        }
        return faults;
    }

    private static String fault(String pointer, String code) {
        return "{\"pointer\":\"" + pointer + "\",\"code\":\"" + code + "\",\"detail\":\"\"}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
