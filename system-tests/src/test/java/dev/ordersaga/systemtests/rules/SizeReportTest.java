package dev.ordersaga.systemtests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Writes {@code target/size-report.md}: how large the code base is, and how much of it one order meets on the happy
 * path. {@code mvn -pl system-tests -am test -Dtest=SizeReportTest -Dsurefire.failIfNoSpecifiedTests=false} runs it
 * alone.
 *
 * <p>The happy path is listed in {@code happy-path.txt}: each heading is a concept, followed by the names of its files.
 */
class SizeReportTest {

    private static final SourceTree CHECKOUT = Codebase.ofThisCheckout().sources();

    @Test
    void isWrittenFromFilesThatExist() throws IOException {
        List<String> path = happyPath();
        List<String> names = path.stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .toList();
        Map<String, List<JavaSource>> sources =
                CHECKOUT.shipped().stream().collect(Collectors.groupingBy(JavaSource::name));
        assertThat(names)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(sources.getOrDefault(name, List.of()))
                        .as("files of the happy path called %s", name)
                        .hasSize(1));
        List<JavaSource> files = names.stream()
                .flatMap(name -> sources.getOrDefault(name, List.of()).stream())
                .toList();
        write(report(path.size() - pathLines(path), files));
    }

    private static long pathLines(List<String> path) {
        return path.stream().filter(line -> !line.startsWith("#")).count();
    }

    private static List<String> report(long concepts, List<JavaSource> happyPath) {
        List<JavaSource> lab = CHECKOUT.main().stream()
                .filter(source -> SourceTree.isLab(source.module()))
                .toList();
        Map.Entry<String, Long> largest = SizeRules.typesByPackage(CHECKOUT).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        return Stream.concat(
                        Stream.of(
                                "| Measure | Value |",
                                "|---|---|",
                                row("Files on the happy path", happyPath.size()),
                                row("Lines on the happy path", lines(happyPath)),
                                row("Concepts on the happy path", concepts),
                                row("Largest package: " + largest.getKey(), largest.getValue()),
                                row("Main lines outside lab/", lines(CHECKOUT.shipped())),
                                row(
                                        "Main files outside lab/",
                                        CHECKOUT.shipped().size()),
                                row("Main lines inside lab/", lines(lab)),
                                row("Main files inside lab/", lab.size())),
                        CHECKOUT.modules().stream()
                                .filter(module -> !of(module).isEmpty())
                                .map(module -> row("Main lines of " + module, lines(of(module)))))
                .toList();
    }

    private static List<JavaSource> of(String module) {
        return CHECKOUT.main().stream()
                .filter(source -> source.module().equals(module))
                .toList();
    }

    private static String row(String measure, long value) {
        return "| %s | %,d |".formatted(measure, value);
    }

    private static long lines(List<JavaSource> sources) {
        return sources.stream().mapToLong(JavaSource::lineCount).sum();
    }

    private static List<String> happyPath() throws IOException {
        try (InputStream in = SizeReportTest.class.getResourceAsStream("/happy-path.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static void write(List<String> report) throws IOException {
        Path target = Files.createDirectories(CHECKOUT.root().resolve("system-tests/target"));
        Files.write(target.resolve("size-report.md"), report);
    }
}
