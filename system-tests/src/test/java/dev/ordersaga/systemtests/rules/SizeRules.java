package dev.ordersaga.systemtests.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How large packages, files, methods and parameter lists may be. */
final class SizeRules {

    private static final long TYPES_OF_A_PACKAGE = 25;

    /** One sealed interface lists all events of an aggregate, so they are in one package. */
    private static final long TYPES_OF_A_PACKAGE_OF_EVENTS = 40;

    private static final long LINES_OF_A_MAIN_FILE = 250;

    /** Tests are divided by topic; one long scenario reads better in one file. */
    private static final long LINES_OF_A_TEST_FILE = 400;

    private static final long LINES_OF_A_METHOD = 30;
    private static final int PARAMETERS = 5;

    private SizeRules() {}

    static List<String> packagesStaySmall(Codebase code) {
        return typesByPackage(code.sources()).entrySet().stream()
                .filter(entry -> entry.getValue()
                        > (entry.getKey().startsWith("shared-api ")
                                ? TYPES_OF_A_PACKAGE_OF_EVENTS
                                : TYPES_OF_A_PACKAGE))
                .map(entry -> entry.getKey() + " has " + entry.getValue() + " types")
                .toList();
    }

    /** The number of top-level types in main sources of each package. */
    static Map<String, Long> typesByPackage(SourceTree sources) {
        return sources.main().stream()
                .filter(source -> !source.isPackageInfo())
                .collect(Collectors.groupingBy(
                        source -> source.module() + " " + source.packageName(),
                        TreeMap::new,
                        Collectors.summingLong(
                                source -> source.unit().getTypeDecls().size())));
    }

    static List<String> filesStayShort(Codebase code) {
        return code.sources().java().stream()
                .filter(source -> source.lineCount() > (source.isMain() ? LINES_OF_A_MAIN_FILE : LINES_OF_A_TEST_FILE))
                .map(source -> source.path() + " has " + source.lineCount() + " lines")
                .toList();
    }

    static List<String> methodsStayShort(Codebase code) {
        return code.sources().java().stream()
                .flatMap(source -> source.members(MethodTree.class).stream()
                        .filter(method -> method.getBody() != null)
                        .filter(method -> source.linesIn(method.getBody()) > LINES_OF_A_METHOD)
                        .map(method -> source.at(method) + " " + method.getName() + " has "
                                + source.linesIn(method.getBody()) + " lines"))
                .toList();
    }

    static List<String> parametersStayFew(Codebase code) {
        return code.sources().main().stream()
                .flatMap(source -> methodsWithLimitedParameters(source)
                        .filter(method -> method.getParameters().size() > PARAMETERS)
                        .map(method -> source.at(method) + " " + method.getName() + " has "
                                + method.getParameters().size() + " parameters"))
                .toList();
    }

    /**
     * All but constructors and {@code @Bean} methods of a {@code *Configuration}, whose parameters are dependencies.
     */
    private static Stream<MethodTree> methodsWithLimitedParameters(JavaSource source) {
        return source.all(ClassTree.class).stream()
                .filter(type -> type.getKind() != Tree.Kind.RECORD)
                .flatMap(type -> type.getMembers().stream()
                        .filter(MethodTree.class::isInstance)
                        .map(MethodTree.class::cast)
                        .filter(method -> method.getReturnType() != null)
                        .filter(method -> !(isConfiguration(type) && hasAnnotation(method, "Bean"))));
    }

    private static boolean isConfiguration(ClassTree type) {
        return type.getSimpleName().toString().endsWith("Configuration");
    }

    private static boolean hasAnnotation(MethodTree method, String name) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals(name));
    }
}
