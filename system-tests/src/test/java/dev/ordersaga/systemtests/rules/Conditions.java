package dev.ordersaga.systemtests.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Predicates and conditions for ArchUnit. */
final class Conditions {

    private Conditions() {}

    static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe(description, test);
    }

    static ArchCondition<JavaClass> must(String description, Predicate<JavaClass> test) {
        return report(
                description,
                type -> test.test(type) ? Stream.empty() : Stream.of(type.getName() + " must " + description));
    }

    /** @param violations one line for each violation in a class */
    static ArchCondition<JavaClass> report(String description, Function<JavaClass, Stream<String>> violations) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                violations
                        .apply(type)
                        .distinct()
                        .forEach(line -> events.add(
                                SimpleConditionEvent.violated(type, line + " " + type.getSourceCodeLocation())));
            }
        };
    }
}
