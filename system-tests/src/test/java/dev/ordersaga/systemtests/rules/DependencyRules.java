package dev.ordersaga.systemtests.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which packages may depend on which. A part is a package directly below {@code dev.ordersaga}. */
final class DependencyRules {

    /** Composition of one process from the features of its module. */
    static final Set<String> SERVICES = Set.of("ordercommand", "paymenthandler", "orderquery");

    /** What the services do, one part each. */
    static final Set<String> FEATURES = Set.of(
            "order", "coordination", "bulkhead", "idempotency", "intake", "payment", "orderstatus", "operations");

    /** What features build upon. */
    static final Set<String> FOUNDATIONS = Set.of("api", "eventstore", "eventprocessing", "http", "privacy");

    /** Programs beside the product. */
    static final Set<String> LAB = Set.of("lab", "simulator", "stockaxon", "skewedclock", "outboxreference");

    /** What nothing else may depend on. */
    static final Set<String> OUTERMOST =
            Stream.concat(Stream.of("standalone"), LAB.stream()).collect(Collectors.toUnmodifiableSet());

    /** The foundations that a foundation may depend on; none if it is missing here. */
    private static final Map<String, Set<String>> FOUNDATION_OF_FOUNDATION =
            Map.of("eventprocessing", Set.of("eventstore"), "privacy", Set.of("eventstore", "api"));

    private static final String WEB = ".web";
    private static final Set<String> SHARED_BY_WEB = Set.of("idempotency", "operations");

    /** Commands are sent by the saga and handled by the order. */
    private static final String COMMANDS = Codebase.BASE + ".order.command";

    private DependencyRules() {}

    static Set<String> parts() {
        return Stream.of(SERVICES, FEATURES, FOUNDATIONS, OUTERMOST)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<String> everyTopLevelPackageIsClassified(Codebase code) {
        return code.sources().main().stream()
                .filter(source -> !parts().contains(Codebase.partOf(source.packageName())))
                .map(source -> source.path() + " is in package " + source.packageName())
                .toList();
    }

    static List<String> featuresDoNotDependOnEachOther(Codebase code) {
        return code.violationsOf(classes()
                .that(Conditions.are("features", type -> FEATURES.contains(partOf(type))))
                .and(Conditions.are("no wiring", type -> !Codebase.isWiring(type)))
                .should(dependOnNo("other feature", DependencyRules::isForbiddenFeature)));
    }

    static List<String> foundationsDoNotDependOnFeatures(Codebase code) {
        return code.violationsOf(classes()
                .that(Conditions.are("foundations", type -> FOUNDATIONS.contains(partOf(type))))
                .should(dependOnNo(
                        "feature and no other foundation",
                        (type, seen) -> !partOf(seen).isEmpty()
                                && !partOf(seen).equals(partOf(type))
                                && !FOUNDATION_OF_FOUNDATION
                                        .getOrDefault(partOf(type), Set.of())
                                        .contains(partOf(seen)))));
    }

    static List<String> servicePackagesHoldOnlyWiring(Codebase code) {
        Map<String, Set<String>> modules = modulesByPart(code);
        Stream<String> others = code.sources().main().stream()
                .filter(source -> SERVICES.contains(Codebase.partOf(source.packageName())))
                .filter(source -> !source.isPackageInfo())
                .filter(source -> !source.name().matches(".+(Application|Configuration|Settings)"))
                .map(source -> source.path() + " is no *Application, *Configuration or *Settings");
        List<String> foreign = code.violationsOf(classes()
                .that(Conditions.are("services", type -> SERVICES.contains(partOf(type))))
                .should(dependOnNo(
                        "feature of another service",
                        (type, seen) -> (FEATURES.contains(partOf(seen)) || SERVICES.contains(partOf(seen)))
                                && !partOf(seen).equals("operations")
                                && !modules.getOrDefault(partOf(seen), Set.of())
                                        .equals(modules.getOrDefault(partOf(type), Set.of())))));
        List<String> users = code.violationsOf(classes()
                .that(Conditions.are(
                        "features and foundations",
                        type -> FEATURES.contains(partOf(type)) || FOUNDATIONS.contains(partOf(type))))
                .should(dependOnNo("service", (type, seen) -> SERVICES.contains(partOf(seen)))));
        return Stream.of(others, foreign.stream(), users.stream())
                .flatMap(lines -> lines)
                .toList();
    }

    static List<String> nothingDependsOnLaunchersOrLab(Codebase code) {
        return code.violationsOf(classes()
                .that(Conditions.are("inner parts", type -> !OUTERMOST.contains(partOf(type))))
                .should(dependOnNo("launcher", (type, seen) -> OUTERMOST.contains(partOf(seen)))));
    }

    static List<String> packagesFormNoCycle(Codebase code) {
        return code.violationsOf(slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public String getDescription() {
                        return "packages";
                    }

                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return switch (partOf(type)) {
                            case "" -> SliceIdentifier.ignore();
                            // One published language: order events hold payment types, payment events order types.
                            case "api" -> SliceIdentifier.of("api");
                            default -> SliceIdentifier.of(type.getPackageName());
                        };
                    }
                })
                .should()
                .beFreeOfCycles());
    }

    static List<String> aTopLevelPackageBelongsToOneModule(Codebase code) {
        return modulesByPart(code).entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> Codebase.BASE + "." + entry.getKey() + " is in " + String.join(" and ", entry.getValue()))
                .toList();
    }

    static List<String> aggregatesDoNotDependOnTechnology(Codebase code) {
        return code.violationsOf(noClasses()
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

    static List<String> coordinationDependsOnlyOnMessages(Codebase code) {
        return code.violationsOf(classes()
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
                        COMMANDS,
                        Codebase.below("coordination"),
                        "org.axonframework.commandhandling..",
                        "org.axonframework.messaging..",
                        "org.axonframework.eventhandling..",
                        "org.axonframework.modelling.saga..",
                        "org.axonframework.deadline..",
                        "org.axonframework.config..",
                        // Its completeness audit.
                        Codebase.below("eventprocessing.completeness"),
                        // How the saga's fields are stored and injected, and how its settings are read.
                        "com.fasterxml.jackson.annotation..",
                        "jakarta.inject..",
                        "org.springframework.boot.context.properties.."));
    }

    /** Each part with the modules that have it, in main or test sources; the lab's subpackages count as parts. */
    private static Map<String, Set<String>> modulesByPart(Codebase code) {
        return code.sources().java().stream()
                .filter(source -> !Codebase.partOf(source.packageName()).isEmpty())
                .collect(Collectors.groupingBy(
                        source -> source.isIn(Codebase.BASE + ".lab")
                                ? subpackageOfLab(source.packageName())
                                : Codebase.partOf(source.packageName()),
                        TreeMap::new,
                        Collectors.mapping(JavaSource::module, Collectors.toCollection(TreeSet::new))));
    }

    private static String subpackageOfLab(String packageName) {
        String lab = Codebase.BASE + ".lab.";
        return packageName.startsWith(lab)
                ? "lab." + packageName.substring(lab.length()).split("\\.")[0]
                : "lab";
    }

    private static ArchCondition<JavaClass> dependOnNo(String what, BiPredicate<JavaClass, JavaClass> isForbidden) {
        return Conditions.report(
                "depend on no " + what,
                type -> targets(type)
                        .filter(seen -> isForbidden.test(type, seen))
                        .map(seen -> type.getName() + " sees " + seen.getName()));
    }

    private static boolean isForbiddenFeature(JavaClass type, JavaClass seen) {
        if (!FEATURES.contains(partOf(seen)) || partOf(seen).equals(partOf(type))) {
            return false;
        }
        // Controllers execute requests idempotently and record what operators do.
        boolean isSharedByWeb = isWeb(type) && SHARED_BY_WEB.contains(partOf(seen));
        boolean isCommandOfTheSaga =
                partOf(type).equals("coordination") && seen.getPackageName().equals(COMMANDS);
        return !isSharedByWeb && !isCommandOfTheSaga;
    }

    private static boolean isWeb(JavaClass type) {
        return type.getPackageName().contains(WEB)
                || Codebase.topLevel(type).getSimpleName().endsWith("Controller");
    }

    private static Stream<JavaClass> targets(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass);
    }

    private static String partOf(JavaClass type) {
        return Codebase.partOf(type.getPackageName());
    }
}
