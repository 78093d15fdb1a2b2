package dev.ordersaga.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's example is what {@link AccountsApplicationIT} starts. */
class ReadmeExampleTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

    @Test
    void theReadmeQuotesTheExampleApplication() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/dev/ordersaga/eventstore/example/AccountsApplication.java"));
        List<String> blocks = blocks("java");
        assertThat(blocks)
                .isNotEmpty()
                .allSatisfy(block -> assertThat(lines(source)).containsSubsequence(lines(block)));
    }

    @Test
    void theReadmeQuotesTheSettingsOfTheExampleApplication() throws IOException {
        assertThat(blocks("yaml")).contains(Files.readString(Path.of("src/test/resources/accounts-application.yaml")));
    }

    @Test
    void theReadmeNamesTheArtifact() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String dependency = blocks("xml").getFirst();
        for (String element : List.of("groupId", "artifactId")) {
            Pattern value = Pattern.compile("<" + element + ">([^<]+)</" + element + ">");
            String named = value.matcher(dependency)
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            assertThat(value.matcher(pom).results().limit(2).map(found -> found.group(1)))
                    .contains(named);
        }
    }

    private static List<String> blocks(String language) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
