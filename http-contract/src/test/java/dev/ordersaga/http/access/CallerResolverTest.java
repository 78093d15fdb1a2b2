package dev.ordersaga.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class CallerResolverTest {

    private static final Caller SHOP = new Caller("default", "key:shop", null, Set.of(Scope.ORDERS_READ));
    private static final ProblemException DATABASE_DOWN =
            new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "The database does not answer.");

    private int left = 2;
    private int lookUps;

    @Test
    void anEmptyLimitPreventsTheLookUp() {
        CallerResolver callers = callers(this::lookUp);
        for (int i = 0; i < 5; i++) {
            String key = key();
            assertThatExceptionOfType(RefusedToken.class).isThrownBy(() -> authenticate(callers, key));
        }

        assertThat(lookUps).as("each request is counted once").isEqualTo(2);
        assertLimited(callers, key());
    }

    @Test
    void aKeyInMemoryIsNotCounted() {
        CallerResolver callers = callers((key, beforeLookUp) -> Optional.of(SHOP));
        left = 0;

        assertThat(authenticate(callers, key()).getPrincipal()).isEqualTo(SHOP);
    }

    @Test
    void anUnknownKeyInMemoryAndAMalformedTokenAreCounted() {
        CallerResolver callers = callers((key, beforeLookUp) -> Optional.empty());
        assertThatThrownBy(() -> authenticate(callers, key())).isInstanceOf(RefusedToken.class);
        assertThatThrownBy(() -> authenticate(callers, "osk_x")).isInstanceOf(RefusedToken.class);

        assertLimited(callers, "a.b.c");
    }

    @Test
    void aFailedLookUpIsCounted() {
        CallerResolver callers = callers((key, beforeLookUp) -> {
            beforeLookUp.run();
            throw DATABASE_DOWN;
        });
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> authenticate(callers, key())).isSameAs(DATABASE_DOWN);
        }

        assertLimited(callers, key());
    }

    @Test
    void aTokenThatCannotBeVerifiedIsCounted() {
        JwtSettings settings = new JwtSettings(
                TestTokens.ISSUER,
                TestTokens.AUDIENCE,
                URI.create("http://127.0.0.1:1/keys"),
                null,
                "tenant",
                "customer_id");
        JwtCallers tokens =
                new JwtCallers(settings, IssuerKeys.of(settings), Clock.fixed(TestTokens.NOW, ZoneOffset.UTC));
        CallerResolver callers = callers((key, beforeLookUp) -> Optional.empty(), tokens);
        left = 1;
        assertAnswered(callers, TestTokens.valid(), HttpProblem.SERVICE_UNAVAILABLE);

        assertLimited(callers, TestTokens.valid());
    }

    private Optional<Caller> lookUp(ApiKey key, Runnable beforeLookUp) {
        beforeLookUp.run();
        lookUps++;
        return Optional.empty();
    }

    private CallerResolver callers(ApiKeys keys) {
        return callers(keys, null);
    }

    private CallerResolver callers(ApiKeys keys, @Nullable JwtCallers tokens) {
        RateLimitedLog log = new RateLimitedLog(LoggerFactory.getLogger(CallerResolverTest.class), System::nanoTime);
        return new CallerResolver(keys, tokens, this::refusal, log);
    }

    private Optional<ProblemException> refusal(String address) {
        return left-- > 0
                ? Optional.empty()
                : Optional.of(new ProblemException(HttpProblem.TOO_MANY_REQUESTS, "More than the limit."));
    }

    private static void assertLimited(CallerResolver callers, String token) {
        assertAnswered(callers, token, HttpProblem.TOO_MANY_REQUESTS);
    }

    private static void assertAnswered(CallerResolver callers, String token, HttpProblem problem) {
        assertThatExceptionOfType(RefusedToken.class)
                .isThrownBy(() -> authenticate(callers, token))
                .satisfies(refused ->
                        assertThat(refused.answer().orElseThrow().kind()).isEqualTo(problem));
    }

    private static Authentication authenticate(CallerResolver callers, String token) {
        return callers.resolve(new MockHttpServletRequest()).authenticate(new BearerTokenAuthenticationToken(token));
    }

    private static String key() {
        return ApiKey.generate(new SecureRandom()).text();
    }
}
