package dev.ordersaga.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.systemtests.rules.JavaSource;
import dev.ordersaga.systemtests.rules.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands in the documentation are valid, and each capability of the README has its class and its test. */
class ReadmeTest {

    private static final Set<String> PHASES =
            Set.of("clean", "validate", "compile", "test", "test-compile", "package", "verify");

    /** Goals of configured plugins that are called by hand. */
    private static final Set<String> GOALS =
            Set.of("spring-boot:run", "spotless:apply", "spotless:check", "exec:exec", "dependency:tree");

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private static final List<String> WITH_A_VALUE = List.of("-pl", "--projects", "-rf", "-f", "-P");

    @Test
    void mavenCommandsNameModulesAndGoalsThatExist() {
        List<String> wrong = commandsStartingWith("mvn")
                .flatMap(command -> unknownWords(command).map(word -> "'" + word + "' in: " + command))
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void scriptsExistAndAreExecutable() {
        List<String> wrong = Stream.of(".ci/", "./")
                .flatMap(ReadmeTest::commandsStartingWith)
                .map(command -> command.replaceFirst("\\s.*", ""))
                .filter(script -> !Files.isExecutable(Pages.CHECKOUT.root().resolve(script)))
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void capabilitiesHaveTheirClassAndTheirTest() {
        Set<String> names = Stream.concat(
                        Pages.CHECKOUT.java().stream().map(JavaSource::name), Pages.CHECKOUT.modules().stream())
                .collect(Collectors.toSet());
        List<String> wrong = Pages.ofToday().stream()
                .flatMap(page -> page.rows().stream())
                .filter(row -> row.header().contains("Class") && row.header().contains("Test"))
                .flatMap(row -> Stream.of("Class", "Test")
                        .flatMap(column -> Stream.concat(
                                row.cell(column).isEmpty() ? Stream.of(row + " has no " + column) : Stream.empty(),
                                Page.codeIn(row.cell(column)).stream()
                                        .filter(name -> !names.contains(name))
                                        .map(name -> name + " of " + row.cells().getFirst() + " does not exist"))))
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static Stream<String> commandsStartingWith(String program) {
        return Pages.ofToday().stream()
                .flatMap(page -> page.commands().stream())
                .flatMap(line -> Arrays.stream(line.split("\\s*(&&|;|\\|)\\s*")))
                .map(command -> command.replaceFirst("^\\$ ", "")
                        .replaceFirst("\\s+#.*$", "")
                        .strip())
                .filter(command -> command.startsWith(program));
    }

    private static Stream<String> unknownWords(String command) {
        Set<String> modules = modules();
        Stream.Builder<String> unknown = Stream.builder();
        Iterator<String> words = Arrays.stream(command.split("\\s+")).skip(1).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (WITH_A_VALUE.contains(word)) {
                String value = words.hasNext() ? words.next() : "";
                if (word.equals("-pl") || word.equals("--projects")) {
                    Arrays.stream(value.split(","))
                            .filter(module -> !modules.contains(module))
                            .forEach(unknown);
                }
            } else if (word.startsWith("-D") && word.contains("\"")) {
                skipToTheEndOfTheQuote(word, words);
            } else if (!word.startsWith("-") && !PHASES.contains(word) && !GOALS.contains(word)) {
                unknown.add(word);
            }
        }
        return unknown.build();
    }

    private static void skipToTheEndOfTheQuote(String first, Iterator<String> words) {
        String word = first;
        boolean open = first.chars().filter(c -> c == '"').count() == 1;
        while (open && words.hasNext()) {
            word = words.next();
            open = !word.endsWith("\"");
        }
    }

    private static Set<String> modules() {
        Path pom = Pages.CHECKOUT.root().resolve("pom.xml");
        return MODULE.matcher(SourceTree.read(pom))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
