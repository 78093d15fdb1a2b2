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

/** A rule that checks nothing is worse than none: each one turns red on a house that was broken for it, and only there. */
class ArchitectureRuleFixturesTest {

    private static final Path HOUSES = Path.of("src", "test", "resources", "rule-violations");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void bites(ArchitectureRule rule) throws IOException {
        RuleFixture house = RuleFixture.of(rule, folder);
        List<String> violations = rule.violationsIn(house.code());
        assertThat(house.red()).as("red: lines of the broken house").isNotEmpty();
        assertThat(violations).as("violations found").hasSameSizeAs(house.red());
        for (String expected : house.red()) {
            assertThat(violations)
                    .as("violations found")
                    .anySatisfy(line -> assertThat(line).contains(expected));
        }
    }

    @Test
    void everyRuleHasItsBrokenHouseAndNoHouseIsLeftOver() throws IOException {
        try (Stream<Path> houses = Files.list(
                SourceTree.ofThisCheckout().root().resolve("system-tests").resolve(HOUSES))) {
            assertThat(houses.map(house -> house.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(ArchitectureRule.values())
                            .map(rule -> rule.words("-") + ".txt")
                            .toList());
        }
        assertThat(ArchitectureRule.values()).allMatch(RuleFixture::existsFor);
    }
}
