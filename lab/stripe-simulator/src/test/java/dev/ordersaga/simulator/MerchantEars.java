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

/** A merchant's webhook endpoint that remembers what it heard. */
final class MerchantEars implements AfterEachCallback {

    static final String SECRET = "whsec_of_the_merchant";

    /** One delivery. */
    record Heard(String body, String signature) {
        String type() {
            return Provider.json(body).path("type").asString();
        }

        String id() {
            return Provider.json(body).path("id").asString();
        }
    }

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int answer = 200;

    MerchantEars() {
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
                    heard.add(new Heard(body, exchange.getRequestHeaders().getFirst("Stripe-Signature")));
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

    /** From now on it answers that, and remembers only what it answers 200. */
    void answer(int status) {
        answer = status;
    }

    List<Heard> heard() {
        return heard;
    }

    List<String> types() {
        return heard.stream().map(Heard::type).toList();
    }
}
