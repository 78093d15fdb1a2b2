package dev.ordersaga.systemtests.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.ordersaga.systemtests.rules.Conditions.are;
import static dev.ordersaga.systemtests.rules.Conditions.must;

import com.sun.source.tree.ImportTree;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;

/** How things are put together, and what of them is visible. */
final class WiringRules {

    /** Annotations that let Spring find or fill things by itself. */
    private static final Set<String> MAGIC = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.boot.autoconfigure.SpringBootApplication",
            "org.springframework.context.annotation.ComponentScan",
            "org.springframework.stereotype.Component",
            "org.springframework.stereotype.Repository",
            "org.springframework.stereotype.Service");

    private WiringRules() {}

    static List<String> wiringIsExplicit(Codebase house) {
        Set<String> named = namesInResources(house);
        return house.violationsOf(classes()
                .should(Conditions.report(
                        "be wired by a *Configuration",
                        type -> Stream.of(
                                        annotationsOn(type),
                                        misplacedConfiguration(type, named),
                                        proxiedConfiguration(type))
                                .flatMap(lines -> lines))));
    }

    static List<String> settingsAreRecords(Codebase house) {
        return house.violationsOf(classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should(must("be a record", JavaClass::isRecord)));
    }

    static List<String> controllersLiveInWeb(Codebase house) {
        return house.violationsOf(classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should(must(
                        "be package-private in a .web or .stream package",
                        type -> type.getPackageName().matches(".+\\.(web|stream)(\\..+)?")
                                && !type.getModifiers().contains(JavaModifier.PUBLIC))));
    }

    static List<String> publicMeansUsedElsewhere(Codebase house) {
        Set<String> named = namesInResources(house);
        return house.violationsOf(classes()
                .that(are("public", type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .and(are("top-level", JavaClass::isTopLevelClass))
                .and()
                .resideOutsideOfPackage(Codebase.below("api"))
                // Axon creates sagas itself, and only public ones.
                .and(are(
                        "not public by role",
                        type -> !type.getSimpleName().matches(".+(Configuration|Application|Settings|Saga)")))
                .should(must(
                        "be package-private, since no other package uses it",
                        type -> type.isAssignableTo(Throwable.class)
                                || isUsedElsewhere(house, type)
                                || named.contains(type.getName()))));
    }

    private static Stream<String> annotationsOn(JavaClass type) {
        Stream<String> onMembers = type.getMembers().stream()
                .flatMap(member -> member.getAnnotations().stream())
                .map(annotation -> annotation.getRawType().getName());
        Stream<String> onClass = type.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getName());
        return Stream.concat(onClass, onMembers)
                .filter(MAGIC::contains)
                .map(annotation -> type.getName() + " has @" + annotation.substring(annotation.lastIndexOf('.') + 1));
    }

    private static Stream<String> misplacedConfiguration(JavaClass type, Set<String> named) {
        return type.isMetaAnnotatedWith(Configuration.class)
                        && !Codebase.isWiring(type)
                        && !named.contains(type.getName())
                ? Stream.of(type.getName()
                        + " is a configuration, but neither called *Configuration nor named in a resource")
                : Stream.empty();
    }

    /** With the proxy, a call of a bean method means another thing than it says. */
    private static Stream<String> proxiedConfiguration(JavaClass type) {
        return type.isAnnotatedWith(Configuration.class)
                        && type.getAnnotationOfType(Configuration.class).proxyBeanMethods()
                ? Stream.of(type.getName() + " lacks proxyBeanMethods = false")
                : Stream.empty();
    }

    private static boolean isUsedElsewhere(Codebase house, JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()))
                || isImportedElsewhere(house, type)
                || isPartOfAPublicMethod(type);
    }

    /** The use of a constant is not to be seen in the class that uses it, but in its source; tests are users too. */
    private static boolean isImportedElsewhere(Codebase house, JavaClass type) {
        return house.sources().java().stream()
                .filter(source -> !source.packageName().equals(type.getPackageName()))
                .flatMap(source -> source.all(ImportTree.class).stream())
                .map(imported -> imported.getQualifiedIdentifier().toString())
                .anyMatch(name -> name.equals(type.getName()) || name.startsWith(type.getName() + "."));
    }

    /** Whoever calls a public method of another type gets to see this one. */
    private static boolean isPartOfAPublicMethod(JavaClass type) {
        return Stream.concat(
                        type.getMethodsWithParameterTypeOfSelf().stream(),
                        type.getMethodsWithReturnTypeOfSelf().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .map(method -> method.getOwner())
                .anyMatch(owner -> owner.getModifiers().contains(JavaModifier.PUBLIC)
                        && !Codebase.topLevel(owner).equals(type));
    }

    /** Classes that a file names are created through that name, by a framework that may need them public. */
    private static Set<String> namesInResources(Codebase house) {
        String resources = house.sources().modules().stream()
                .flatMap(module -> house.sources().resources(module).stream())
                .map(SourceTree::read)
                .collect(Collectors.joining("\n"));
        return house.classes().stream()
                .map(JavaClass::getName)
                .filter(resources::contains)
                .collect(Collectors.toSet());
    }
}
