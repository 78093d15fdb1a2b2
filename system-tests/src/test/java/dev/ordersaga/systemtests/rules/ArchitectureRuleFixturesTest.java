package dev.ordersaga.systemtests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each architecture rule reports exactly the violations in its fixture: a rule that checks nothing is worse than none.
 */
class ArchitectureRuleFixturesTest {

    private static final Path FIXTURES = Path.of("system-tests", "src", "test", "resources", "rule-violations");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void reportsTheViolationsInItsFixture(ArchitectureRule rule) throws IOException {
        RuleFixture fixture = RuleFixture.of(rule, folder);
        List<String> violations = rule.violationsIn(fixture.code());
        assertThat(fixture.red()).as("red: lines of the fixture").isNotEmpty();
        assertThat(violations).as("violations found").hasSameSizeAs(fixture.red());
        for (String expected : fixture.red()) {
            assertThat(violations)
                    .as("violations found")
                    .anySatisfy(line -> assertThat(line).contains(expected));
        }
    }

    @Test
    void everyRuleHasAFixtureAndEveryFixtureARule() throws IOException {
        try (Stream<Path> files = Files.list(SourceTree.ofThisCheckout().root().resolve(FIXTURES))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ArchitectureRule.values())
                            .map(rule -> rule.words("-") + ".txt")
                            .toList());
        }
        assertThat(ArchitectureRule.values()).allMatch(RuleFixture::existsFor);
    }
}
