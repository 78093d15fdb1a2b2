package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "problems.md");

    @Test
    void thePageListsExactlyTheKindsThatThereAre() throws IOException {
        List<String> expected = Arrays.stream(ProblemKind.values())
                .map(kind -> "| `" + kind.code() + "` | " + kind.status() + " | " + kind.title() + " | "
                        + (kind.isRetryable() ? "yes" : "no") + " |")
                .toList();

        assertThat(rowsBelow("| Code | Status | Title | Retryable |")).isEqualTo(expected);
    }

    @Test
    void thePageListsExactlyTheFieldCodesThatThereAre() throws IOException {
        List<String> expected =
                Arrays.stream(FieldCode.values()).map(FieldCode::code).toList();

        assertThat(rowsBelow("| Field code | Meaning |"))
                .extracting(row -> row.split("`", -1)[1])
                .isEqualTo(expected);
    }

    private static List<String> rowsBelow(String header) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int first = lines.indexOf(header) + 2;
        return lines.subList(first, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
