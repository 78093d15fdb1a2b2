package dev.ordersaga.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathIdTest {

    @Test
    void uuidIsCaseInsensitive() {
        assertThat(PathId.uuid("019AA5B0-7E1C-7D53-9F0A-0123456789AB"))
                .isEqualTo(PathId.uuid("019aa5b0-7e1c-7d53-9f0a-0123456789ab"))
                .hasToString("019aa5b0-7e1c-7d53-9f0a-0123456789ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "019aa5b07e1c7d539f0a0123456789ab",
                "{019aa5b0-7e1c-7d53-9f0a-0123456789ab}",
                "019aa5b0-7e1c-7d53-9f0a-0123456789ag",
                "019aa5b0-7e1c-7d53-9f0a-0123456789ab ",
                "x"
            })
    void otherTextIsRefused(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PathId.uuid(text))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.INVALID_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"019aa5b0-7e1c-7d53-cf0a-0123456789ab", "00000000-0000-0000-0000-000000000000"})
    void anotherVariantIsNotFoundAndCannotBeCreated(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PathId.uuid(text))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.NOT_FOUND));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PathId.newUuid(text))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.INVALID_ID));
    }
}
