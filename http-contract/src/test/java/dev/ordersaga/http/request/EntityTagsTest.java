package dev.ordersaga.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class EntityTagsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"7\"                | true  | true",
                "*                    | true  | true",
                "W/\"7\"              | false | true",
                "\"6\", \"7\"         | true  | true",
                "\"6\" ,, \"7\",      | true  | true",
                "W/\"7\",\"7\"        | true  | true",
                "\"a,b\", \"7\"       | true  | true",
                "\"\"                 | false | false",
                "\"07\"               | false | false",
                "\"77\"               | false | false"
            })
    void listMatchesIfOneOfItsTagsMatches(String header, boolean strongly, boolean weakly) {
        EntityTags tags = read(header).orElseThrow();

        assertThat(tags.matchStrongly(7)).isEqualTo(strongly);
        assertThat(tags.matchWeakly(7)).isEqualTo(weakly);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "", ",", "\"7", "w/\"7\"", "\"7\" \"8\"", "\"7\"\"8\"", "*, \"7\"", "\"a b\"", "W/7"})
    void invalidIfMatchIsRefusedAndInvalidIfNoneMatchMatchesNothing(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EntityTags.ifMatch(request(header)))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.INVALID_HEADER));
        assertThat(EntityTags.ifNoneMatch(request(header)).orElseThrow().matchWeakly(7))
                .isFalse();
    }

    @Test
    void listIsBounded() {
        assertThat(read("\"7\",".repeat(32)).orElseThrow().matchStrongly(7)).isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EntityTags.ifMatch(request("\"7\",".repeat(33))));
        assertThat(read("\"" + "x".repeat(10_000) + "\", \"7\"").orElseThrow().tags())
                .hasSize(1);
    }

    @Test
    void repeatedHeadersAreOneList() {
        assertThat(read("\"6\"", "\"7\"").orElseThrow().matchStrongly(7)).isTrue();
        assertThat(read()).isEmpty();
    }

    @Test
    void versionTagIsStrong() {
        assertThat(EntityTags.ofVersion(7)).isEqualTo("\"7\"");
    }

    private static Optional<EntityTags> read(String... headers) {
        MockHttpServletRequest request = request(headers);
        assertThat(EntityTags.ifNoneMatch(request)).isEqualTo(EntityTags.ifMatch(request));
        return EntityTags.ifMatch(request);
    }

    private static MockHttpServletRequest request(String... headers) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        for (String header : headers) {
            request.addHeader("If-Match", header);
            request.addHeader("If-None-Match", header);
        }
        return request;
    }
}
