package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.trace.Traces;
import jakarta.servlet.ServletOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.DelegatingServletOutputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemResolverTest {

    private final ProblemResolver resolver = new ProblemResolver(
            new ProblemMapper(lost -> "08006".equals(lost.getSQLState()), () -> 1, () -> 0),
            new ProblemWriter(new Traces(() -> 1)),
            List.of());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    static Stream<IOException> broken() {
        return Stream.of(
                new SocketException("Broken pipe"),
                new SocketException("Connection reset by peer"),
                new EOFException());
    }

    /** Regression: the client received an empty 200 although its order was not stored. */
    @ParameterizedTest
    @MethodSource("broken")
    void brokenDatabaseConnectionIsNotADisconnectedClient(IOException cause) {
        SQLException lost = new SQLException("An I/O error occurred while sending to the backend.", "08006", cause);
        resolve(new IllegalStateException("cannot load the order", lost));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotNull();
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
    }

    @Test
    void disconnectedClientIsNotAnsweredWithSuccess() {
        resolve(new IOException("Broken pipe"));
        assertThat(response.getStatus()).isEqualTo(503);
    }

    @Test
    void clientThatDisconnectsDuringItsAnswerIsNoFailure() {
        MockHttpServletResponse gone = new MockHttpServletResponse() {
            @Override
            public ServletOutputStream getOutputStream() {
                return new DelegatingServletOutputStream(OutputStream.nullOutputStream()) {
                    @Override
                    public void write(byte[] bytes) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
            }
        };
        var refused = new ProblemException(HttpProblem.NOT_FOUND, "No order has this id.");

        assertThat(resolver.resolveException(new MockHttpServletRequest("GET", "/orders"), gone, null, refused))
                .isNotNull();
    }

    private void resolve(Exception failure) {
        assertThat(resolver.resolveException(new MockHttpServletRequest("POST", "/orders"), response, null, failure))
                .isNotNull();
    }
}
