package dev.ordersaga.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import dev.ordersaga.systemtests.rules.JavaSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The standard terms of the field are findable: a search for one leads, within its first three hits, to the index in
 * {@code ARCHITECTURE.md}, and from there to a class whose name or summary has the term.
 */
class StandardTermsTest {

    private static final Path INDEX = Path.of("ARCHITECTURE.md");
    private static final List<String> HEADER = List.of("term", "class", "module", "proof");
    private static final int FIRST_HITS = 3;

    private static final List<Path> FILES = Pages.CHECKOUT.all();

    private static final Map<String, List<JavaSource>> SOURCES = Pages.CHECKOUT.main().stream()
            .filter(source -> !source.all(ClassTree.class).isEmpty())
            .collect(Collectors.groupingBy(JavaSource::name));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outbox",
                "dead letter",
                "circuit breaker",
                "long polling",
                "idempotency store",
                "saga",
                "compensation",
                "read model",
                "webhook inbox",
                "reconciliation",
                "chargeback"
            })
    void isFoundBySearching(String term) {
        assertThat(firstFilesWith(term))
                .as("first files that contain '%s'", term)
                .contains(INDEX);
        List<JavaSource> classes = index().stream()
                .filter(row -> normalized(row.cells().get(0)).contains(term))
                .flatMap(row -> Page.codeIn(row.cells().get(1)).stream())
                .flatMap(name -> SOURCES.getOrDefault(name, List.of()).stream())
                .toList();
        assertThat(classes)
                .as("classes of '%s' in %s", term, INDEX)
                .anyMatch(source -> normalized(words(source.name())).contains(term)
                        || normalized(summary(source)).contains(term));
    }

    @Test
    void everyClassInTheIndexExistsInItsModule() {
        List<String> wrong = index().stream()
                .flatMap(row -> Page.codeIn(row.cells().get(1)).stream()
                        .filter(name -> SOURCES.getOrDefault(name, List.of()).stream()
                                .noneMatch(source -> row.cells().get(2).contains(source.module())))
                        .map(name -> name + " is not in " + row.cells().get(2)))
                .toList();
        assertThat(index()).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    private static List<Page.Row> index() {
        return Page.read(Pages.CHECKOUT.root(), Pages.CHECKOUT.root().resolve(INDEX)).rows().stream()
                .filter(row -> row.header().stream()
                        .map(StandardTermsTest::normalized)
                        .toList()
                        .equals(HEADER))
                .toList();
    }

    /** As {@code git grep -il} lists them: in the order of their paths, case ignored. */
    private static List<Path> firstFilesWith(String term) {
        return FILES.stream()
                .filter(file -> contains(file, term))
                .limit(FIRST_HITS)
                .map(Pages.CHECKOUT.root()::relativize)
                .toList();
    }

    /** Bytes are read as Latin 1, since some files are pictures. */
    private static boolean contains(Path file, String term) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT)
                    .contains(term);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first sentence of the Javadoc of the file's first type. */
    private static String summary(JavaSource source) {
        String before = source.textBefore(source.all(ClassTree.class).getFirst());
        int start = before.lastIndexOf("/**");
        return start < 0
                ? ""
                : before.substring(start + 3)
                        .replaceAll("\\s*\\*/?\\s*", " ")
                        .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                        .replaceFirst("(?s)\\.\\s.*", "");
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ");
    }

    private static String normalized(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[\\s-]+"))
                .collect(Collectors.joining(" "))
                .strip();
    }
}
