package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.answer.RetryDelays;
import dev.ordersaga.http.trace.Traces;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemResolverTest {

    private final ProblemResolver resolver =
            new ProblemResolver(new Problems(new RetryDelays(() -> 1)), new ProblemWriter(new Traces(() -> 1)));
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    static Stream<IOException> broken() {
        return Stream.of(
                new SocketException("Broken pipe"),
                new SocketException("Connection reset by peer"),
                new EOFException());
    }

    /** It once was: the client was told 200 with nothing, and its order was nowhere. */
    @ParameterizedTest
    @MethodSource("broken")
    void aConnectionToTheDatabaseThatBreaksIsNoClientThatWentAway(IOException how) {
        SQLException lost = new SQLException("An I/O error occurred while sending to the backend.", "08006", how);
        resolve(new IllegalStateException("cannot load the order", lost));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isNotNull();
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
    }

    @Test
    void aClientThatWentAwayIsNotToldOfASuccess() {
        resolve(new IOException("Broken pipe"));
        assertThat(response.getStatus()).isEqualTo(503);
    }

    private void resolve(Exception failure) {
        assertThat(resolver.resolveException(new MockHttpServletRequest("POST", "/orders"), response, null, failure))
                .isNotNull();
    }
}
