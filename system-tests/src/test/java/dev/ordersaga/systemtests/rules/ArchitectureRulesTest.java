package dev.ordersaga.systemtests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each {@link ArchitectureRule} holds in this checkout. That the rules bite is shown by {@link ArchitectureRuleFixturesTest}. */
class ArchitectureRulesTest {

    private static final Codebase HOUSE = Codebase.ofThisCheckout();

    /** Programs of their own, which no service uses: their sources are checked, their classes are not. */
    private static final String OUTSIDE = "lab/";

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void holds(ArchitectureRule rule) {
        assertThat(rule.violationsIn(HOUSE))
                .as("Rule of the house: %s", rule.sentence())
                .isEmpty();
    }

    @Test
    void theRulesSeeEveryClassOfTheHouse() {
        Set<String> seen = HOUSE.classes().stream().map(JavaClass::getName).collect(Collectors.toSet());
        List<String> unseen = HOUSE.sources().main().stream()
                .filter(source -> !source.module().startsWith(OUTSIDE))
                .filter(source -> !source.all(ClassTree.class).isEmpty())
                .map(JavaSource::qualifiedName)
                .filter(name -> !seen.contains(name))
                .toList();
        assertThat(seen).isNotEmpty();
        assertThat(unseen)
                .as("classes that are not on the class path: their module has to be a dependency of this one")
                .isEmpty();
    }

    @Test
    void theRulesNameNoPartThatIsGone() {
        Set<String> existing = HOUSE.sources().main().stream()
                .map(source -> Codebase.partOf(source.packageName()))
                .collect(Collectors.toSet());
        assertThat(existing).containsAll(DependencyRules.parts());
    }

    @Test
    void whatIsShortByNowIsNoLongerListedAsOldAndLong() {
        assertThat(SourceRules.shortByNow(HOUSE))
                .as("lines of SourceRules.OLD_AND_LONG that have to go")
                .isEmpty();
    }
}
