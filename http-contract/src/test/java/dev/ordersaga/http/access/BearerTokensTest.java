package dev.ordersaga.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class BearerTokensTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final BearerTokens tokens = new BearerTokens();

    @Test
    void theTokenIsReadFromItsHeaderOnly() {
        request.setParameter("access_token", "from-the-query");
        assertThat(tokens.resolve(request)).isNull();

        request.addHeader("Authorization", "bearer abc.def-1");
        assertThat(tokens.resolve(request)).isEqualTo("abc.def-1");
    }

    @Test
    void twoHeadersAreRefused() {
        request.addHeader("Authorization", "Bearer abc");
        request.addHeader("Authorization", "Bearer abc");

        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "Bearer ä", "abc", "Bearer a,b"})
    void otherCredentialsAreRefused(String header) {
        request.addHeader("Authorization", header);

        assertRefused();
    }

    @Test
    void anOversizedTokenIsRefused() {
        request.addHeader("Authorization", "Bearer " + "a".repeat(4097));

        assertRefused();
    }

    private void assertRefused() {
        assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> tokens.resolve(request));
    }
}
