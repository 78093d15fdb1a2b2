package dev.ordersaga.payment.gateway.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of the guide is the code of this package. */
class AddAPaymentProviderGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "add-a-payment-provider.md");
    private static final Path SOURCES =
            Path.of("src", "test", "java", "dev", "ordersaga", "payment", "gateway", "sample");

    /** A link to a source file, followed by a block of Java. */
    private static final Pattern BLOCK =
            Pattern.compile("\\[`(\\w+\\.java)`]\\([^)]*\\)[^\\n]*\\n\\n```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyCodeBlockIsASourceFileWithoutItsImports() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));
        while (block.find()) {
            shown.put(block.group(1), block.group(2));
        }
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(expected());
    }

    /** Everything that an engineer writes: not the provider's API, and not what tests this example. */
    private static Map<String, String> expected() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.filter(file -> !file.getFileName()
                            .toString()
                            .matches("package-info.java|SampleApi.java|.+IT.java|.+GuideTest.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString(), AddAPaymentProviderGuideTest::withoutImports));
        }
    }

    private static String withoutImports(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .dropWhile(line -> line.isBlank() || line.matches("(package|import) .*"))
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
