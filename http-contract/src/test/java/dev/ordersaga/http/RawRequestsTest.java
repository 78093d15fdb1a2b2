package dev.ordersaga.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The HTTP contract over a real Tomcat, for bytes that no HTTP client would send. */
@ExtendWith(OutputCaptureExtension.class)
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
                "GET /things/<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/1;x=1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things;x=1/1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "DELETE /things%5D1;a%5D%;b% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/%4 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/../things/1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/%2e%2E/things/1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET //things/1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
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
                .contains("Allow: GET, HEAD, OPTIONS, PUT\r\n")
                .contains("\"code\":\"method-not-allowed\"");
    }

    @Test
    void tooLargeHeadIsAProblemThatSaysWhatIsTooLarge() throws Exception {
        assertThat(raw("GET /things/1 HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(17_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers-too-large\"");
        assertThat(raw("GET /things/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\nX: " + "y".repeat(17_000)
                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers-too-large\"");
        assertThat(raw("GET /things/1 HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(150) + "\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers-too-large\"");
        assertThat(raw("GET /things/" + "y".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("\"code\":\"uri-too-long\"");
    }

    @Test
    void unknownExpectationIsRefused() throws Exception {
        assertThat(raw("GET /things/1 HTTP/1.1\r\nHost: x\r\nExpect: foo\r\n\r\n"))
                .startsWith("HTTP/1.1 417 ")
                .contains("\"code\":\"expectation-failed\"");
    }

    @Test
    void http09IsNotAnswered() throws Exception {
        assertThat(raw("GET /things/1\r\n")).isEmpty();
    }

    @Test
    void http10WithTransferEncodingClosesTheConnection() throws Exception {
        String body = "c\r\n{\"name\":\"x\"}\r\n0\r\n\r\n";
        String request =
                "POST /things HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + body;

        assertThat(raw(request + request).split("HTTP/1.1 ", -1)).hasSize(2);
    }

    @Test
    void refusedRequestsFillNoLog(CapturedOutput output) throws Exception {
        for (int i = 0; i < 150; i++) {
            assertThat(raw("GET /things/% HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
            assertThat(raw("GET / things HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }

        assertThat(output.toString()).doesNotContain("Exception", "\tat ");
        assertThat(output.toString().lines().filter(line -> line.contains("Tomcat refused")))
                .hasSizeBetween(1, 5);
    }

    /** A customer who returns from the payment provider brings it, and any of his requests may be refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /things/1?%s HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n",
                "GET /things/boom?%s HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /unknown?%s HTTP/1.1\r\nHost: x\r\n\r\n",
                "DELETE /things/1?%s HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/1;x?%s HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/%%?%s HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/1?%s|< HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/1?%s&more=%%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /parameter?%s&number=%%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/1?%s HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /things/1?%s HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
                "GET /things/1 HTTP/1.1\r\nHost: x\r\nReferer: http://x/things/1?%s\r\nBad Header: 1\r\n\r\n",
                "GET /things/1?%s\r\n"
            })
    void secretInTheQueryIsInNoLogAndInNoResponse(String request, CapturedOutput output) throws Exception {
        String answer = raw(request.formatted("payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_Zm9v"));

        assertThat(answer).doesNotContain("Zm9v");
        assertThat(output.toString()).doesNotContain("Zm9v");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(RawClient.authenticated(request).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
