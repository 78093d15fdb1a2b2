package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemKindTest {

    @ParameterizedTest
    @EnumSource
    void everyKindHasItsWordAndItsPlace(ProblemKind kind) {
        assertThat(kind.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(kind.type()).isEqualTo("/problems/" + kind.code());
        assertThat(kind.status()).isBetween(400, 599);
        assertThat(kind.title()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void noTwoKindsLookTheSame() {
        assertThat(Arrays.stream(ProblemKind.values()).map(ProblemKind::title)).doesNotHaveDuplicates();
    }
}
