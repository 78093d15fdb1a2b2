package dev.ordersaga.http.access;

import static dev.ordersaga.http.access.TestTokens.AUDIENCE;
import static dev.ordersaga.http.access.TestTokens.ISSUER;
import static dev.ordersaga.http.access.TestTokens.KEY;
import static dev.ordersaga.http.access.TestTokens.NOW;
import static dev.ordersaga.http.access.TestTokens.claims;
import static dev.ordersaga.http.access.TestTokens.header;
import static dev.ordersaga.http.access.TestTokens.newKey;
import static dev.ordersaga.http.access.TestTokens.signed;
import static dev.ordersaga.http.access.TestTokens.valid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens whose keys are read from the issuer's JWK set, which may be out of reach. */
class PublishedKeysTest {

    private final AtomicBoolean published = new AtomicBoolean(true);
    private final AtomicInteger downloads = new AtomicInteger();
    private HttpServer issuer;
    private JwtCallers callers;

    @BeforeEach
    void start() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            downloads.incrementAndGet();
            byte[] set = new JWKSet(KEY.toPublicJWK()).toString().getBytes(UTF_8);
            exchange.sendResponseHeaders(published.get() ? 200 : 500, published.get() ? set.length : -1);
            if (published.get()) {
                exchange.getResponseBody().write(set);
            }
            exchange.close();
        });
        issuer.start();
        URI keys = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
        JwtSettings settings = new JwtSettings(ISSUER, AUDIENCE, keys, null, "tenant", "customer_id");
        callers = new JwtCallers(settings, IssuerKeys.of(settings), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void keysAreDownloadedOnce() {
        assertThat(callers.find(valid())).isPresent();
        assertThat(callers.find(valid())).isPresent();
        assertThat(downloads).hasValue(1);
    }

    @Test
    void withoutKeysNoTokenIsCalledInvalidHoweverOftenItComes() {
        published.set(false);

        for (int request = 0; request < 10; request++) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> callers.find(valid()))
                    .matches(e -> e.kind() == HttpProblem.SERVICE_UNAVAILABLE);
        }
        assertThat(downloads).hasValueLessThan(10);
    }

    @Test
    void unknownKeysAreInvalidAndDoNotKeepTheKnownOneFromBeingUsed() {
        for (int request = 0; request < 10; request++) {
            String unknown = signed(header("k" + (request + 2)), claims().build(), newKey("k" + (request + 2)));
            assertThat(callers.find(unknown)).isEmpty();
            assertThat(callers.find(valid())).isPresent();
        }
        assertThat(downloads).hasValueLessThan(10);
    }
}
