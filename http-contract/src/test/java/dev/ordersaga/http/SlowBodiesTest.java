package dev.ordersaga.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Heads and bodies that arrive slowly, in part, broken or never, over a real Tomcat with four threads. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.import=classpath:http-defaults.yaml",
            "management.server.port=0",
            "server.tomcat.threads.max=4",
            "server.tomcat.threads.min-spare=4",
            "http-contract.head-deadline=1s",
            "http-contract.body-deadline=1s"
        })
class SlowBodiesTest {

    private static final String HEAD = "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String SIZED = HEAD + "Content-Length: 12\r\n\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    private final int port;

    SlowBodiesTest(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void bodyMayArriveInPieces() throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.send(SIZED).send("{\"na");
            assertThat(send(SIZED + "{\"name\":\"a\"}")).isEqualTo("a");
            client.send("me\":\"").send("b\"}");

            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
            assertThat(client.readUntil("b")).isEqualTo("b");
        }
    }

    @Test
    void chunksAreReadAndTheConnectionIsKept() throws Exception {
        try (RawClient client = new RawClient(port)) {
            for (String name : List.of("a", "b")) {
                client.send(CHUNKED).send("5\r\n{\"nam\r\n").send("7\r\ne\":\"" + name + "\"}\r\n0\r\n\r\n");
                assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
                assertThat(client.readUntil(name)).isEqualTo(name);
            }
        }
    }

    @Test
    void clientThatExpectsContinueGetsIt() throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.send(HEAD + "Content-Length: 12\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
            client.send("{\"name\":\"a\"}");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void slowBodiesHoldNoThreadsAndEndInTime() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        Instant start = Instant.now();
        for (int i = 0; i < 40; i++) {
            slow.add(new RawClient(port).send(i % 2 == 0 ? SIZED + "{" : CHUNKED + "5\r\n{"));
        }

        assertThat(send(SIZED + "{\"name\":\"a\"}")).isEqualTo("a");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(900));
        for (RawClient client : slow) {
            assertThat(client.readAll())
                    .startsWith("HTTP/1.1 408 ")
                    .contains("Connection: close", "\"code\":\"request-timeout\"");
            client.close();
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(4));
    }

    /** Their bytes come faster than Tomcat's time-out of 20 s, which begins again with each. */
    @Test
    void headThatDoesNotEndIsClosedAtItsDeadline() throws Exception {
        RawClient second = new RawClient(port).send(SIZED + "{\"name\":\"a\"}");
        second.readUntil("\r\n\r\na");
        Instant start = Instant.now();
        List<RawClient> endless = List.of(
                new RawClient(port).send("POST /thi"), new RawClient(port).send(HEAD + "Endless: "), second.send(HEAD));

        await().pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(8))
                .until(() ->
                        endless.stream().filter(SlowBodiesTest::isOpen).toList().isEmpty());
        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
        for (RawClient client : endless) {
            client.close();
        }
    }

    private static boolean isOpen(RawClient client) {
        try {
            client.send("x");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void headMayArriveInPieces() throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.send("POST /th");
            assertThat(send(SIZED + "{\"name\":\"a\"}")).isEqualTo("a");
            client.send("ings HTTP/1.1\r\nHost: x\r\nContent-Type: application/js");
            assertThat(send(SIZED + "{\"name\":\"a\"}")).isEqualTo("a");
            client.send("on\r\nContent-Length: 12\r\n\r\n{\"name\":\"b\"}");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatIsRefusedUnreadIsNotAwaited() throws Exception {
        Instant start = Instant.now();
        for (int i = 0; i < 8; i++) {
            try (RawClient client = new RawClient(port)) {
                assertThat(client.send(HEAD + "Content-Length: 600000\r\n\r\n{").readAll())
                        .startsWith("HTTP/1.1 413 ")
                        .contains("Connection: close");
            }
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void malformedChunkIsRefusedInOneLineOfTheLog(CapturedOutput output) throws Exception {
        for (String chunk :
                List.of("zz\r\n", "5;\0\r\n", "5\r\n{\"name\":\"a\"}\r\n", "-1\r\n", "fffffffffffffffff\r\n")) {
            try (RawClient client = new RawClient(port)) {
                assertThat(client.send(CHUNKED + chunk).readAll())
                        .as(chunk)
                        .startsWith("HTTP/1.1 400 ")
                        .contains("\"code\":\"bad-request\"");
            }
        }
        assertThat(output.toString()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void cutConnectionsLeaveNoTrace(CapturedOutput output) throws Exception {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = new RawClient(port)) {
                client.send(SIZED + "{\"n");
            }
        }
        assertThat(send(SIZED + "{\"name\":\"a\"}")).isEqualTo("a");
        assertThat(output.toString()).doesNotContain("Exception", "\tat ");
    }

    private String send(String request) throws Exception {
        try (RawClient client = new RawClient(port)) {
            String head = client.send(request).readUntil("\r\n\r\n");
            assertThat(head).startsWith("HTTP/1.1 200 ");
            return client.readUntil("a");
        }
    }
}
