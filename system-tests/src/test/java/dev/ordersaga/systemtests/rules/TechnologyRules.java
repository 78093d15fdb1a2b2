package dev.ordersaga.systemtests.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.sun.source.tree.LiteralTree;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which packages may use which technology. */
final class TechnologyRules {

    /** Not services: they read and fill databases of their own. */
    private static final String LAB = "lab/";

    /** Audits and dead letters look up stored events; nothing else may. */
    private static final String PROCESSING = "event-processing";

    private static final String EVENTS = "eventstore.domain_event_entry";

    private static final Pattern NOTIFICATION = Pattern.compile("\\b(NOTIFY|LISTEN|UNLISTEN)\\s+\\w+|(?i:pg_notify)");

    private static final Set<String> SOURCES_OF_TIME_AND_RANDOMNESS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Date.<init>",
            "java.util.Random.<init>",
            "java.util.SplittableRandom.<init>",
            "java.security.SecureRandom.<init>",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone");

    private static final Set<String> PAUSES = Set.of(
            "java.lang.Thread.sleep",
            "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.util.concurrent.locks.LockSupport.parkUntil");

    private static final String VIRTUAL =
            "ofVirtual|startVirtualThread|newVirtualThreadPerTaskExecutor|setVirtualThreads";

    /** Reading polls for the end of other transactions; wake-up debounces notifications. */
    private static final Pattern POLLING =
            Pattern.compile(Pattern.quote(Codebase.BASE) + "\\.eventstore\\.(reading|wakeup)");

    private TechnologyRules() {}

    static List<String> onlyTheEventStoreDependsOnPostgresql(Codebase code) {
        List<String> driver = code.violationsOf(noClasses()
                .that()
                .resideOutsideOfPackage(Codebase.below("eventstore"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "org.axonframework.eventsourcing.eventstore.jpa.."));
        List<String> tables = code.violationsOf(noClasses()
                .that()
                .resideOutsideOfPackages(Codebase.below("eventstore"), Codebase.below("eventprocessing"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.axonframework.eventhandling.tokenstore.jdbc..",
                        "org.axonframework.modelling.saga.repository.jdbc.."));
        Stream<String> notifications = code.sources().main().stream()
                .filter(source -> !source.isIn(Codebase.BASE + ".eventstore"))
                .flatMap(source -> literals(source, NOTIFICATION, found -> found + " is a notification"));
        return Stream.of(driver.stream(), tables.stream(), notifications)
                .flatMap(lines -> lines)
                .toList();
    }

    static List<String> onlyConnectionsReadSqlStates(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .resideOutsideOfPackage(Codebase.below("eventstore.connections"))
                .should(Conditions.report(
                        "leave the classification of database errors to DatabaseFailure",
                        type -> accesses(type)
                                .filter(access -> access.getTarget().getName().equals("getSQLState"))
                                .map(JavaCodeUnitAccess::getDescription))));
    }

    static List<String> aModuleAccessesOnlyItsOwnSchema(Codebase code) {
        Map<String, Set<String>> schemas = code.sources().modules().stream()
                .collect(Collectors.toMap(Function.identity(), module -> schemasOf(code, module)));
        Set<String> all = schemas.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        return schemas.keySet().stream()
                .filter(module -> !module.startsWith(LAB))
                .sorted()
                .flatMap(module -> all.stream()
                        .filter(schema ->
                                !schemas.getOrDefault(module, Set.of()).contains(schema))
                        .flatMap(foreign -> mentions(code, module, foreign)))
                .toList();
    }

    static List<String> onlyGatewaysCallExternalServices(Codebase code) {
        return code.violationsOf(noClasses()
                .that()
                .resideOutsideOfPackage(Codebase.below("payment.gateway"))
                .should()
                .dependOnClassesThat(Conditions.are(
                        "clients of other services",
                        type -> type.getName()
                                .matches("java\\.net\\.http\\..+"
                                        + "|java\\.net\\.(Http)?URLConnection|java\\.net\\.Socket"
                                        + "|org\\.springframework\\.web\\.(client|reactive\\.function\\.client)\\..+"
                                        + "|org\\.apache\\.(hc|http)\\..+|okhttp3\\..+|com\\.stripe\\..+"))));
    }

    static List<String> timeAndRandomnessAreInjected(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .resideOutsideOfPackage(Codebase.below("eventstore.identifier"))
                .and(Conditions.are("no wiring", type -> !Codebase.isWiring(type)))
                .should(Conditions.report(
                        "take time and randomness from the wiring",
                        type -> accesses(type)
                                .filter(access ->
                                        isTimeOrRandomness(access.getTarget()) || pauses(type, access.getTarget()))
                                .map(JavaCodeUnitAccess::getDescription))));
    }

    static List<String> threadsArePlatformThreads(Codebase code) {
        return code.violationsOf(classes()
                .should(Conditions.report(
                        "start no virtual threads",
                        type -> accesses(type)
                                .filter(access -> access.getTarget().getName().matches(VIRTUAL))
                                .map(JavaCodeUnitAccess::getDescription))));
    }

    static List<String> nothingIsSerializedByClassName(Codebase code) {
        return code.violationsOf(classes()
                .should(Conditions.report(
                        "neither write nor read objects by class name",
                        type -> Stream.concat(
                                type.getDirectDependenciesFromSelf().stream()
                                        .filter(
                                                seen -> seen.getTargetClass()
                                                        .getName()
                                                        .matches(
                                                                "java\\.io\\.Object(In|Out)putStream|com\\.thoughtworks\\.xstream\\..+"))
                                        .map(seen -> type.getName() + " sees "
                                                + seen.getTargetClass().getName()),
                                accesses(type)
                                        .filter(access ->
                                                access.getTarget().getName().startsWith("activateDefaultTyping"))
                                        .map(JavaCodeUnitAccess::getDescription)))));
    }

    private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass type) {
        return type.getCodeUnitAccessesFromSelf().stream();
    }

    private static boolean isTimeOrRandomness(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        boolean takesNoClock = target.getRawParameterTypes().stream()
                .noneMatch(parameter -> parameter.getName().equals("java.time.Clock"));
        return SOURCES_OF_TIME_AND_RANDOMNESS.contains(owner + "." + target.getName())
                || (owner.startsWith("java.time.") && target.getName().equals("now") && takesNoClock);
    }

    private static boolean pauses(JavaClass type, CodeUnitAccessTarget target) {
        return PAUSES.contains(target.getOwner().getName() + "." + target.getName())
                && !POLLING.matcher(type.getPackageName()).matches();
    }

    private static Set<String> schemasOf(Codebase code, String module) {
        Path scripts = Path.of(module, "src", "main", "resources", "db", "migration");
        return code.sources().filesBelow(scripts).stream()
                .map(file -> code.sources().root().resolve(scripts).relativize(file))
                .map(file -> file.getName(0).toString())
                .collect(Collectors.toSet());
    }

    private static Stream<String> mentions(Codebase code, String module, String foreign) {
        String allowed = module.equals(PROCESSING) ? "(?!" + Pattern.quote(EVENTS) + "\\b)" : "";
        Pattern table = Pattern.compile("(?<![\\w.])" + allowed + foreign + "\\.[a-z_]+");
        Stream<String> inCode = code.sources().main().stream()
                .filter(source -> source.module().equals(module))
                .flatMap(source -> literals(source, table, found -> "accesses " + found));
        Stream<String> inScripts = code.sources().resources(module).stream()
                .filter(file -> file.toString().endsWith(".sql"))
                .flatMap(file -> table.matcher(SourceTree.read(file))
                        .results()
                        .map(found -> code.sources().root().relativize(file) + " accesses " + found.group()));
        return Stream.concat(inCode, inScripts);
    }

    private static Stream<String> literals(JavaSource source, Pattern pattern, Function<String, String> words) {
        return source.all(LiteralTree.class).stream()
                .filter(literal -> literal.getValue() instanceof String)
                .flatMap(literal -> {
                    Matcher matcher = pattern.matcher(String.valueOf(literal.getValue()));
                    return matcher.find()
                            ? Stream.of(source.at(literal) + " " + words.apply(matcher.group()))
                            : Stream.empty();
                });
    }
}
