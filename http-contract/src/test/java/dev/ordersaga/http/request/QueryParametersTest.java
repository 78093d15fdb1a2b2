package dev.ordersaga.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class QueryParametersTest {

    private enum Colour {
        RED,
        BLUE
    }

    @Test
    void validParametersAreRead() {
        QueryParameters query = query("a", "17850", "b", "20", "c", "BLUE", "d", "2026-11-20T10:30:00.5+01:00");

        assertThat(query.text("a", 5)).hasValue("17850");
        assertThat(query.integer("b", 1, 100, 50)).isEqualTo(20);
        assertThat(query.oneOf("c", Colour.class)).hasValue(Colour.BLUE);
        assertThat(query.time("d")).hasValue(Instant.parse("2026-11-20T09:30:00.5Z"));
    }

    @Test
    void absentParametersHaveDefaults() {
        assertThat(query().text("a", 5)).isEmpty();
        assertThat(query().integer("b", 1, 100, 50)).isEqualTo(50);
        assertThat(query().oneOf("c", Colour.class)).isEmpty();
        assertThat(query().time("d")).isEmpty();
    }

    @Test
    void unknownAndRepeatedParametersAreRefused() {
        assertRefused(() -> query("e", "1"));
        assertRefused(() -> query("a", "1", "a", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "+1", "1.0", "x", "9999999999"})
    void invalidIntegerIsRefused(String value) {
        assertRefused(() -> query("b", value).integer("b", 1, 100, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "123456", "a\nb"})
    void invalidTextIsRefused(String value) {
        assertRefused(() -> query("a", value).text("a", 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "blue", "GREEN"})
    void invalidConstantIsRefused(String value) {
        assertRefused(() -> query("c", value).oneOf("c", Colour.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-20",
                "2026-11-20T09:30:00",
                "1700000000",
                "2026-02-30T09:30:00Z",
                "2026-11-20T09:30Z",
                "2026-11-20T09:30:00+01",
                "2026-11-20T09:30:00+0100",
                "2026-11-20T09:30:00.Z",
                "2026-11-20T24:00:00Z",
                "2026-11-20T09:30:60Z",
                "2026-11-20T23:59:60Z",
                "2026-11-20T09:30:61Z",
                "2026-11-20T09:30:00+24:00",
                "2026-11-20T09:30:00+01:60",
                "2026-11-20 09:30:00Z",
                "2026-11-20T09:30:00Z ",
                "2025-02-29T09:30:00Z",
                "2026-00-20T09:30:00Z",
                "+12026-11-20T09:30:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void invalidTimeIsRefused(String value) {
        assertRefused(() -> query("d", value).time("d"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31T23:59:60Z, 2027-01-01T00:00:00Z",
        "1990-12-31T15:59:60-08:00, 1991-01-01T00:00:00Z",
        "2026-06-30T23:59:60.5Z, 2026-07-01T00:00:00.5Z",
        "2026-11-20T09:30:00.123456789012345Z, 2026-11-20T09:30:00.123456789Z",
        "2026-11-20t09:30:00z, 2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00-00:00, 2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00+23:59, 2026-11-19T09:31:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z"
    })
    void timesOfTheRfcsGrammarAreRead(String value, Instant time) {
        assertThat(query("d", value).time("d")).hasValue(time);
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(reading)
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.INVALID_QUERY));
    }

    private static QueryParameters query(String... namesAndValues) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request.addParameter(namesAndValues[i], namesAndValues[i + 1]);
        }
        return QueryParameters.of(request, Set.of("a", "b", "c", "d"));
    }
}
