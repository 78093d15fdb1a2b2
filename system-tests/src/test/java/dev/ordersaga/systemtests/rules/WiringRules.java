package dev.ordersaga.systemtests.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.ordersaga.systemtests.rules.Conditions.are;
import static dev.ordersaga.systemtests.rules.Conditions.must;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;

/** How beans are wired, and which types are public. */
final class WiringRules {

    /** Annotations by which Spring finds or injects beans that no configuration lists. */
    private static final Set<String> IMPLICIT = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.boot.autoconfigure.SpringBootApplication",
            "org.springframework.context.annotation.ComponentScan",
            "org.springframework.stereotype.Component",
            "org.springframework.stereotype.Repository",
            "org.springframework.stereotype.Service");

    private static final Pattern CONTROLLER_PACKAGE =
            Pattern.compile(".+\\.(web|stream)(\\..+)?|.+\\.payment\\.(execution|reconciliation|webhook)");

    private static final String GATEWAY = Codebase.BASE + ".payment.gateway";
    private static final List<String> GATEWAY_DECORATORS = List.of(GATEWAY + ".circuitbreaker", GATEWAY + ".hold");
    private static final Pattern PROVIDER_CONTRACT =
            Pattern.compile("Payment(Gateway|Provider)\\w*Contract\\w*(<.*>)?");

    private WiringRules() {}

    static List<String> wiringIsExplicit(Codebase code) {
        Set<String> named = namesInResources(code);
        return code.violationsOf(classes()
                .should(Conditions.report(
                        "be wired by a *Configuration",
                        type -> Stream.of(
                                        annotationsOn(type),
                                        misplacedConfiguration(type, named),
                                        proxiedConfiguration(type))
                                .flatMap(lines -> lines))));
    }

    static List<String> settingsAreRecords(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should(must("be a record", JavaClass::isRecord)));
    }

    static List<String> settingsPrefixesBeginWithTheModuleName(Codebase code) {
        return code.sources().shipped().stream()
                .flatMap(source -> source.all(AnnotationTree.class).stream()
                        .filter(annotation ->
                                annotation.getAnnotationType().toString().equals("ConfigurationProperties"))
                        .flatMap(annotation -> JavaSource.all(annotation, LiteralTree.class).stream())
                        .filter(prefix -> !(prefix.getValue() + ".").startsWith(source.module() + "."))
                        .map(prefix -> source.at(prefix) + " has the prefix " + prefix.getValue() + " in module "
                                + source.module()))
                .toList();
    }

    static List<String> everyRouteIsInAController(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should(must(
                        "be a package-private *Controller in a .web or .stream package or beside what it serves",
                        type -> CONTROLLER_PACKAGE
                                        .matcher(type.getPackageName())
                                        .matches()
                                && type.getSimpleName().endsWith("Controller")
                                && !type.getModifiers().contains(JavaModifier.PUBLIC))));
    }

    /** A provider is a package below the gateway's that implements it; decorators of any provider are not providers. */
    static List<String> everyProviderPassesTheContractTest(Codebase code) {
        Set<String> tested = code.sources().java().stream()
                .filter(source -> !source.isMain())
                .filter(source -> source.all(ClassTree.class).stream()
                        .anyMatch(type -> type.getExtendsClause() != null
                                && PROVIDER_CONTRACT
                                        .matcher(type.getExtendsClause().toString())
                                        .matches()))
                .map(JavaSource::packageName)
                .collect(Collectors.toSet());
        return code.sources().main().stream()
                .filter(source ->
                        source.isIn(GATEWAY) && GATEWAY_DECORATORS.stream().noneMatch(source::isIn))
                .flatMap(source -> source.all(ClassTree.class).stream()
                        .filter(type -> type.getImplementsClause().stream()
                                .anyMatch(parent -> parent.toString().equals("PaymentGateway")))
                        .filter(type -> !tested.contains(source.packageName()))
                        .map(type -> source.at(type)
                                + " has no test in its package that extends the contract of PaymentGateway"))
                .toList();
    }

    static List<String> publicTypesAreUsedByOtherPackages(Codebase code) {
        Set<String> named = namesInResources(code);
        return code.violationsOf(classes()
                .that(are("public", type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .and(are("top-level", JavaClass::isTopLevelClass))
                .and()
                .resideOutsideOfPackage(Codebase.below("api"))
                // Axon instantiates sagas, and only public ones.
                .and(are(
                        "not public by role",
                        type -> !type.getSimpleName().matches(".+(Configuration|Application|Settings|Saga)")))
                .should(must(
                        "be package-private, since no other package uses it",
                        type -> type.isAssignableTo(Throwable.class)
                                || isUsedElsewhere(code, type)
                                || named.contains(type.getName()))));
    }

    private static Stream<String> annotationsOn(JavaClass type) {
        Stream<String> onMembers = type.getMembers().stream()
                .flatMap(member -> member.getAnnotations().stream())
                .map(annotation -> annotation.getRawType().getName());
        Stream<String> onClass = type.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getName());
        return Stream.concat(onClass, onMembers)
                .filter(IMPLICIT::contains)
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

    /** With the proxy, a call of a bean method returns the bean instead of running the method. */
    private static Stream<String> proxiedConfiguration(JavaClass type) {
        return type.isAnnotatedWith(Configuration.class)
                        && type.getAnnotationOfType(Configuration.class).proxyBeanMethods()
                ? Stream.of(type.getName() + " lacks proxyBeanMethods = false")
                : Stream.empty();
    }

    private static boolean isUsedElsewhere(Codebase code, JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()))
                || isImportedElsewhere(code, type)
                || isPartOfAPublicMethod(type);
    }

    /** A constant is inlined, so only the source shows its use; tests are users too. */
    private static boolean isImportedElsewhere(Codebase code, JavaClass type) {
        return code.sources().java().stream()
                .filter(source -> !source.packageName().equals(type.getPackageName()))
                .flatMap(source -> source.all(ImportTree.class).stream())
                .map(imported -> imported.getQualifiedIdentifier().toString())
                .anyMatch(name -> name.equals(type.getName()) || name.startsWith(type.getName() + "."));
    }

    /** Callers of a public method of another public type use its parameter and return types. */
    private static boolean isPartOfAPublicMethod(JavaClass type) {
        return Stream.concat(
                        type.getMethodsWithParameterTypeOfSelf().stream(),
                        type.getMethodsWithReturnTypeOfSelf().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .map(method -> method.getOwner())
                .anyMatch(owner -> owner.getModifiers().contains(JavaModifier.PUBLIC)
                        && !Codebase.topLevel(owner).equals(type));
    }

    /** Classes named in a resource are instantiated by name, by a framework that may need them public. */
    private static Set<String> namesInResources(Codebase code) {
        String resources = code.sources().modules().stream()
                .flatMap(module -> code.sources().resources(module).stream())
                .map(SourceTree::read)
                .collect(Collectors.joining("\n"));
        return code.classes().stream()
                .map(JavaClass::getName)
                .filter(resources::contains)
                .collect(Collectors.toSet());
    }
}
