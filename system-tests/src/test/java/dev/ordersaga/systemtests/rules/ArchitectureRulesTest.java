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

/**
 * Each {@link ArchitectureRule} holds in this checkout; {@link ArchitectureRuleFixturesTest} tests the rules
 * themselves.
 */
class ArchitectureRulesTest {

    private static final Codebase CODE = Codebase.ofThisCheckout();

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void holds(ArchitectureRule rule) {
        assertThat(rule.violationsIn(CODE))
                .as("Architecture rule: %s", rule.sentence())
                .isEmpty();
    }

    @Test
    void theRulesSeeEveryClassOutsideTheLab() {
        Set<String> seen = CODE.classes().stream().map(JavaClass::getName).collect(Collectors.toSet());
        List<String> unseen = CODE.sources().shipped().stream()
                .filter(source -> !source.all(ClassTree.class).isEmpty())
                .map(JavaSource::qualifiedName)
                .filter(name -> !seen.contains(name))
                .toList();
        assertThat(seen).isNotEmpty();
        assertThat(unseen)
                .as("classes missing from the class path: their module must be a dependency of system-tests")
                .isEmpty();
    }

    @Test
    void theRulesListNoPackageThatDoesNotExist() {
        Set<String> existing = CODE.sources().main().stream()
                .map(source -> Codebase.partOf(source.packageName()))
                .collect(Collectors.toSet());
        assertThat(existing).containsAll(DependencyRules.parts());
    }
}
