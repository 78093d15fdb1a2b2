package dev.ordersaga.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.systemtests.rules.JavaSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links in the documentation resolve, and classes and files that it names exist. */
class DocsTest {

    private static final Path ADR = Path.of("docs", "adr");

    /** Names that only classes of this code base have. */
    private static final Pattern OUR_CLASS =
            Pattern.compile("[A-Z][A-Za-z0-9]+(Test|IT|Configuration|Application|Settings|Saga|Controller|Projection)");

    @Test
    void everyLinkResolvesToAFileAndAHeading() {
        assertThat(Pages.all()).isNotEmpty();
        List<String> broken = Pages.all().stream()
                .flatMap(page -> page.links().stream()
                        .filter(link -> !link.matches("(https?|mailto):.+"))
                        .filter(link -> !resolves(page, link))
                        .map(link -> page.path() + " -> " + link))
                .toList();
        assertThat(broken).as("broken links").isEmpty();
    }

    @Test
    void namedClassesExist() {
        Set<String> names = Pages.CHECKOUT.java().stream().map(JavaSource::name).collect(Collectors.toSet());
        List<String> gone = Pages.ofToday().stream()
                .flatMap(page -> page.code().stream()
                        .filter(word -> OUR_CLASS.matcher(word).matches() && !names.contains(word))
                        .map(word -> page.path() + " names " + word))
                .toList();
        assertThat(gone).as("classes that do not exist").isEmpty();
    }

    @Test
    void namedFilesExist() {
        Set<String> folders = Stream.concat(
                        Pages.CHECKOUT.modules().stream().map(module -> module.replaceFirst("/.*", "")),
                        Stream.of("docs", "docker", ".ci"))
                .collect(Collectors.toSet());
        List<String> gone = Pages.ofToday().stream()
                .flatMap(page -> page.code().stream()
                        .filter(word -> word.matches("[\\w./-]+/[\\w./-]+"))
                        .filter(word -> folders.contains(word.substring(0, word.indexOf('/'))))
                        .filter(word -> !Pages.exists(Path.of(word)) && !word.contains("/target/"))
                        .map(word -> page.path() + " names " + word))
                .toList();
        assertThat(gone).as("files that do not exist").isEmpty();
    }

    @Test
    void everyDecisionIsInTheListAndHasItsNumber() {
        List<String> decisions = Pages.CHECKOUT.filesBelow(ADR).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList();
        // Gaps are allowed: a number is assigned when work on a decision starts.
        assertThat(decisions.stream().map(name -> name.substring(0, 5)))
                .as("numbers of decisions in %s", ADR)
                .allMatch(number -> number.matches("\\d{4}-"))
                .doesNotHaveDuplicates();
        if (!decisions.isEmpty()) {
            assertThat(page(ADR.resolve("README.md")).links())
                    .as("decisions in the list")
                    .containsAll(decisions);
        }
    }

    private static boolean resolves(Page page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page.path() : sibling(page, file);
        if (!Pages.exists(target)) {
            return false;
        }
        return hash < 0 || page(target).anchors().contains(link.substring(hash + 1));
    }

    private static Path sibling(Page page, String file) {
        Path folder = Optional.ofNullable(page.path().getParent()).orElse(Path.of(""));
        return folder.resolve(file).normalize();
    }

    private static Page page(Path path) {
        Path file = Pages.CHECKOUT.root().resolve(path);
        assertThat(Files.isRegularFile(file)).as("%s is a file", path).isTrue();
        return Page.read(Pages.CHECKOUT.root(), Objects.requireNonNull(file));
    }
}
