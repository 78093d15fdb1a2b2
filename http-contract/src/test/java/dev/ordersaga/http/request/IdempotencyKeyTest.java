package dev.ordersaga.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class IdempotencyKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {"\"abc-1\" | abc-1", "abc-1 | abc-1", "\"a\\\"b\\\\c\" | a\"b\\c", "a\"b;c,d | a\"b;c,d"})
    void keyMayBeQuoted(String header, String value) {
        assertThat(read(header)).isEqualTo(new IdempotencyKey(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "\"",
                "\"a",
                "\"a b\"",
                "a b",
                "\"a\" b",
                "\"a\";q=1",
                "\"a\",\"b\"",
                "\"a\\n\"",
                "\"a\\\"",
                "\"a\\",
                "é",
                "a\u007f",
                "a, b",
                "4242424242424242",
                "order-4242-4242-4242-4242",
                "\"4242_4242_4242_4242\""
            })
    void invalidKeyIsRefused(String header) {
        assertRefused(HttpProblem.IDEMPOTENCY_KEY_INVALID, header);
    }

    @Test
    void keyHasAtMost255Characters() {
        assertThat(read("\"" + "\\\"".repeat(255) + "\"").value()).hasSize(255);
        assertRefused(HttpProblem.IDEMPOTENCY_KEY_INVALID, "x".repeat(256));
    }

    @Test
    void missingAndRepeatedKeysAreRefused() {
        assertRefused(HttpProblem.IDEMPOTENCY_KEY_MISSING);
        assertRefused(HttpProblem.IDEMPOTENCY_KEY_INVALID, "a", "a");
    }

    private static void assertRefused(HttpProblem kind, String... headers) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(headers))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private static IdempotencyKey read(String... headers) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (String header : headers) {
            request.addHeader("Idempotency-Key", header);
        }
        return IdempotencyKey.of(request);
    }
}
