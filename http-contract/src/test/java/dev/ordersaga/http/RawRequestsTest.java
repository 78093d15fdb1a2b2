package dev.ordersaga.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The HTTP contract over a real Tomcat, for bytes that no HTTP client would send. */
@SpringBootTest(
        classes = TestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.import=classpath:http-defaults.yaml", "management.server.port=0"})
class RawRequestsTest {

    private final int port;

    RawRequestsTest(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void undecodableQueryIsAProblem() throws Exception {
        assertThat(raw("GET /parameter?number=%zz HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"invalid-query\"");
    }

    @Test
    void largeBodyIsRefusedBeforeItIsSent() throws Exception {
        String head = "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

        String answer = raw(head + "Content-Length: 524289\r\nExpect: 100-continue\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"body-too-large\"");
    }

    @Test
    void largeChunkedBodyIsRefusedWhileItIsRead() throws Exception {
        String chunk = "40000\r\n" + " ".repeat(0x40000) + "\r\n";
        String head =
                "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(raw(head + chunk + chunk + "1\r\n \r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"body-too-large\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / things HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/1 HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
                "GET /things/1 HTTP/1.1\r\n\r\n",
                "GET /things/1 HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "GET /things/%2f HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/<script> HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void invalidHttpIsAProblem(String request) throws Exception {
        String answer = raw(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("Content-Type: application/problem+json", "X-Content-Type-Options: nosniff")
                .contains("\"code\":\"bad-request\"")
                .doesNotContain("<", "Tomcat");
    }

    @Test
    void otherContainerErrorsKeepTheirStatus() throws Exception {
        assertThat(raw("GET /things/1 HTTP/9.9\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 505 ")
                .contains("\"code\":\"http-version-not-supported\"");
        assertThat(raw("POST /things HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n"))
                .startsWith("HTTP/1.1 501 ")
                .contains("\"code\":\"not-implemented\"");
        assertThat(raw("TRACE /things/1 HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("\"code\":\"method-not-allowed\"");
    }

    @Test
    void tooLargeHeaderIsAProblem() throws Exception {
        assertThat(raw("GET /things/1 HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"bad-request\"");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
