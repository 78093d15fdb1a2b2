package dev.ordersaga.ordercommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventprocessing.processors.ProcessorInfo.SegmentView;
import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;
import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.eventstore.testing.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Admission control over HTTP, while the saga's processor is paused, on a real PostgreSQL. */
class IntakeIT {

    private static final String SAGA = "order-payment-saga";
    private static final String MALFORMED = "{\"customerId\":";
    private static final String ORDER = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa",
             "lines":[{"sku":"85123A","quantity":6,"unitPrice":"2.55"}]}""";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static ConfigurableApplicationContext service;
    private static int port;
    private static String waiting;

    @BeforeAll
    static void start() {
        service = new SpringApplicationBuilder(OrderCommandApplication.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        TestApiKey.SETTING,
                        "--management.server.port=0",
                        "--order-command.intake.target-delay=200ms",
                        "--order-command.intake.longest-delay=1s",
                        "--logging.structured.format.console=",
                        "--spring.datasource.url=" + TestPostgres.newDatabase(),
                        "--spring.datasource.username=postgres");
        port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
        waiting = overload();
    }

    @AfterAll
    static void stop() {
        try {
            release();
        } finally {
            service.close();
            HTTP.close();
        }
    }

    /** One order waits for a processor that is paused; the probes are malformed and place none. */
    private static String overload() {
        ProcessorRegistry processors = service.getBean(ProcessorRegistry.class);
        await("the saga has its segment").until(() -> hasOwner(processors));
        assertThat(processors.pause(SAGA)).isTrue();
        await("the saga has stopped").until(() -> !hasOwner(processors));
        HttpResponse<String> placed = send("POST", "/orders", ORDER);
        assertThat(placed.statusCode()).isEqualTo(202);
        await("each order is refused")
                .until(() -> send("POST", "/orders", MALFORMED).statusCode() == 503
                        && service.getBean(MeterRegistry.class)
                                        .get("ordersaga.intake.refusal.probability")
                                        .gauge()
                                        .value()
                                == 1);
        return placed.headers().firstValue("Location").orElseThrow();
    }

    private static void release() {
        assertThat(service.getBean(ProcessorRegistry.class).resume(SAGA)).isTrue();
        await("the gate opens")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Stream.generate(() -> send("POST", "/orders", MALFORMED))
                                .limit(10))
                        .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(400)));
        assertThat(send("POST", "/orders", ORDER).statusCode()).isEqualTo(202);
    }

    @Test
    void newOrdersAreRefusedUnreadAndEverythingElseIsServed() {
        double before = refused();
        for (String body : new String[] {MALFORMED, ORDER}) {
            HttpResponse<String> answer = send("POST", "/orders", body);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"overloaded\"", "\"retryable\":true");
            assertThat(Integer.parseInt(
                            answer.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 30);
        }
        assertThat(send("PUT", "/orders/" + UUID.randomUUID(), ORDER).statusCode())
                .isEqualTo(503);
        assertThat(refused()).isEqualTo(before + 3);

        assertThat(send("POST", waiting + "/cancellation", "").statusCode()).isEqualTo(202);
        assertThat(send("POST", waiting + "/refunds", "").statusCode()).isNotEqualTo(503);
        assertThat(send("POST", waiting + "/payment-attempts", MALFORMED).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aBodyOnItsWayIsReceivedBeforeTheAnswer() throws Exception {
        String body = "x".repeat(20_000);
        try (Socket socket = connect(head("Content-Length: " + body.length()))) {
            for (int sent = 0; sent < body.length(); sent += 5_000) {
                write(socket, body.substring(sent, sent + 5_000));
            }
            assertThat(readAll(socket)).startsWith("HTTP/1.1 503 ").contains("\"code\":\"overloaded\"");
        }
    }

    @Test
    void aBodyThatIsNotSentYetIsNotAskedFor() throws Exception {
        Instant start = Instant.now();
        for (String headers : new String[] {
            "Content-Length: 20000\r\nExpect: 100-continue", "Content-Length: 300000", "Transfer-Encoding: chunked"
        }) {
            try (Socket socket = connect(head(headers))) {
                assertThat(readAll(socket))
                        .as(headers)
                        .startsWith("HTTP/1.1 503 ")
                        .contains("Connection: close", "\"code\":\"overloaded\"");
            }
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    private static boolean hasOwner(ProcessorRegistry processors) {
        return saga(processors).anyMatch(segment -> segment.owner() != null);
    }

    private static Stream<SegmentView> saga(ProcessorRegistry processors) {
        return processors.list().stream()
                .filter(one -> one.name().equals(SAGA))
                .flatMap(one -> one.segments().stream());
    }

    private static double refused() {
        return service.getBean(MeterRegistry.class)
                .get("ordersaga.intake.refused")
                .tag("reason", "delay")
                .functionCounter()
                .count();
    }

    private static String head(String headers) {
        return "POST /orders HTTP/1.1\r\nHost: x\r\nAuthorization: " + TestApiKey.BEARER
                + "\r\nContent-Type: application/json\r\n" + headers + "\r\n\r\n";
    }

    private static Socket connect(String head) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        write(socket, head);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", TestApiKey.BEARER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }
}
