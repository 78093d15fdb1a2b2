package dev.ordersaga.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A merchant's webhook endpoint that records deliveries. */
final class WebhookReceiver implements AfterEachCallback {

    static final String SECRET = "whsec_of_the_merchant";

    /** One delivery. */
    record Delivery(String body, String signature) {
        String type() {
            return RunningSimulator.json(body).path("type").asString();
        }

        String id() {
            return RunningSimulator.json(body).path("id").asString();
        }
    }

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int answer = 200;

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                int status = answer;
                if (status == 200) {
                    deliveries.add(
                            new Delivery(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
                }
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks";
    }

    /** Status of all further responses; only events answered with 200 are recorded. */
    void answer(int status) {
        answer = status;
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> types() {
        return deliveries.stream().map(Delivery::type).toList();
    }
}
