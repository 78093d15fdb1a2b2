package dev.ordersaga.systemtests.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may see whom. */
final class DependencyRules {

    /** What the service does, one package each. */
    static final Set<String> FEATURES =
            Set.of("order", "coordination", "idempotency", "payment", "orderstatus", "operations");

    /** What features stand on. */
    static final Set<String> FOUNDATIONS = Set.of("api", "eventstore", "eventprocessing", "http");

    /** What nothing else may depend on. */
    static final Set<String> OUTERMOST = Set.of("standalone", "lab", "simulator", "stockaxon", "skewedclock");

    private static final String WEB = ".web";
    private static final Set<String> SHARED_BY_WEB = Set.of("idempotency", "operations");

    private DependencyRules() {}

    static Set<String> parts() {
        return Stream.of(FEATURES, FOUNDATIONS, OUTERMOST)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<String> everyPartIsKnown(Codebase house) {
        return house.sources().main().stream()
                .filter(source -> !parts().contains(Codebase.partOf(source.packageName())))
                .map(source -> source.path() + " is in package " + source.packageName())
                .toList();
    }

    static List<String> featuresDoNotSeeEachOther(Codebase house) {
        return house.violationsOf(classes()
                .that(Conditions.are("features", type -> FEATURES.contains(Codebase.partOf(type.getPackageName()))))
                .and(Conditions.are("no wiring", type -> !Codebase.isWiring(type)))
                .should(Conditions.report("not see another feature", DependencyRules::sightsOfAnotherFeature)));
    }

    static List<String> foundationsKnowNoFeature(Codebase house) {
        return house.violationsOf(classes()
                .that(Conditions.are("foundations", type -> FOUNDATIONS.contains(partOf(type))))
                .should(Conditions.report(
                        "know no feature, and not each other",
                        type -> targets(type)
                                .filter(seen ->
                                        !partOf(seen).isEmpty() && !partOf(seen).equals(partOf(type)))
                                .map(seen -> type.getName() + " sees " + seen.getName()))));
    }

    static List<String> nothingDependsOnTheOutermost(Codebase house) {
        return house.violationsOf(classes()
                .that(Conditions.are("inner parts", type -> !OUTERMOST.contains(partOf(type))))
                .should(Conditions.report(
                        "not see a launcher",
                        type -> targets(type)
                                .filter(seen -> OUTERMOST.contains(partOf(seen)))
                                .map(seen -> type.getName() + " sees " + seen.getName()))));
    }

    static List<String> packagesFormNoCycle(Codebase house) {
        return house.violationsOf(slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public String getDescription() {
                        return "packages";
                    }

                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return switch (partOf(type)) {
                            case "" -> SliceIdentifier.ignore();
                            // One language: orders speak of their payment, payments of their order.
                            case "api" -> SliceIdentifier.of("api");
                            default -> SliceIdentifier.of(type.getPackageName());
                        };
                    }
                })
                .should()
                .beFreeOfCycles());
    }

    static List<String> aPackageLivesInOneModule(Codebase house) {
        Map<String, Set<String>> modules = house.sources().main().stream()
                .collect(Collectors.groupingBy(
                        JavaSource::packageName,
                        Collectors.mapping(JavaSource::module, Collectors.toCollection(TreeSet::new))));
        return modules.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " is in " + String.join(" and ", entry.getValue()))
                .sorted()
                .toList();
    }

    static List<String> aggregatesKnowNoTechnology(Codebase house) {
        return house.violationsOf(noClasses()
                .that()
                .resideInAnyPackage(Codebase.BASE + ".order", Codebase.BASE + ".payment")
                .and(Conditions.are("no wiring", type -> !Codebase.isWiring(type)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.web..",
                        "org.springframework.http..",
                        "jakarta.servlet..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "tools.jackson..",
                        "com.fasterxml.jackson..",
                        "java.net.http.."));
    }

    static List<String> coordinationKnowsOnlyTheLanguage(Codebase house) {
        return house.violationsOf(classes()
                .that()
                .resideInAPackage(Codebase.below("coordination"))
                .and(Conditions.are("no wiring", type -> !Codebase.isWiring(type)))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        Codebase.below("api"),
                        Codebase.below("coordination"),
                        "org.axonframework.commandhandling..",
                        "org.axonframework.messaging..",
                        "org.axonframework.eventhandling..",
                        "org.axonframework.modelling.saga..",
                        "org.axonframework.deadline..",
                        "org.axonframework.config..",
                        // How the saga's fields are stored, and how its settings are read.
                        "com.fasterxml.jackson.annotation..",
                        "org.springframework.boot.context.properties.."));
    }

    private static Stream<String> sightsOfAnotherFeature(JavaClass type) {
        String own = partOf(type);
        boolean isWeb = type.getPackageName().contains(WEB);
        return targets(type)
                .filter(seen -> FEATURES.contains(partOf(seen)) && !partOf(seen).equals(own))
                // The web side of a feature carries requests out once, and those of operators on record: business of
                // these.
                .filter(seen -> !(isWeb && SHARED_BY_WEB.contains(partOf(seen))))
                .map(seen -> type.getName() + " sees " + seen.getName());
    }

    private static Stream<JavaClass> targets(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass);
    }

    private static String partOf(JavaClass type) {
        return Codebase.partOf(type.getPackageName());
    }
}
