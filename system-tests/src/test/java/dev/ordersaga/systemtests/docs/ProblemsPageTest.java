package dev.ordersaga.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemKind;
import dev.ordersaga.systemtests.rules.Codebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The problem types of all services are well-formed, and {@code docs/problems.md} lists them. */
class ProblemsPageTest {

    private static final Path PAGE = Path.of("docs", "problems.md");

    /** The constants of every enum that implements {@link ProblemKind}. */
    static List<ProblemKind> kinds() {
        return Codebase.ofThisCheckout().classes().stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(ProblemKind.class))
                .map(JavaClass::reflect)
                .flatMap(type -> Stream.of(type.getEnumConstants()))
                .map(ProblemKind.class::cast)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsWellFormed(ProblemKind kind) {
        assertThat(kind.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(kind.type()).isEqualTo("/problems/" + kind.code());
        assertThat(kind.status()).isBetween(400, 599);
        assertThat(kind.title()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void codesAndTitlesAreUnique() {
        assertThat(kinds()).contains(HttpProblem.values()).hasSizeGreaterThan(HttpProblem.values().length);
        assertThat(kinds()).extracting(ProblemKind::code).doesNotHaveDuplicates();
        assertThat(kinds()).extracting(ProblemKind::title).doesNotHaveDuplicates();
    }

    @Test
    void thePageListsExactlyTheKindsOfTheCodeByStatus() throws IOException {
        List<String> rows = rowsBelow("| Code | Status | Title | Retryable |");

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(kinds().stream()
                        .map(kind -> "| `" + kind.code() + "` | " + kind.status() + " | " + kind.title() + " | "
                                + (kind.isRetryable() ? "yes" : "no") + " |")
                        .toList());
        assertThat(rows).extracting(row -> row.split("\\|", -1)[2].strip()).isSorted();
    }

    @Test
    void thePageListsExactlyTheFieldCodesOfTheCode() throws IOException {
        List<String> expected =
                Arrays.stream(FieldCode.values()).map(FieldCode::code).toList();

        assertThat(rowsBelow("| Field code | Meaning |"))
                .extracting(row -> row.split("`", -1)[1])
                .isEqualTo(expected);
    }

    private static List<String> rowsBelow(String header) throws IOException {
        List<String> lines = Files.readAllLines(Pages.CHECKOUT.root().resolve(PAGE));
        int first = lines.indexOf(header) + 2;
        return lines.subList(first, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
