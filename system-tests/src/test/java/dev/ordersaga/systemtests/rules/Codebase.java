package dev.ordersaga.systemtests.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sources and classes that the rules check. Classes are imported when the first rule needs them. */
public final class Codebase {

    static final String BASE = "dev.ordersaga";

    /** Programs beside the product: their sources are checked, their classes are not. */
    private static final Pattern LAB_CLASSES =
            Pattern.compile(".*/dev/ordersaga/(" + String.join("|", DependencyRules.LAB) + ")/.*");

    private static final Codebase THIS_CHECKOUT = new Codebase(
            SourceTree.ofThisCheckout(),
            () -> new ClassFileImporter()
                    .withImportOption(
                            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                    .withImportOption(location -> !location.matches(LAB_CLASSES))
                    .importPackages(BASE));

    private final SourceTree sources;
    private final Supplier<JavaClasses> importer;
    private @Nullable JavaClasses classes;

    Codebase(SourceTree sources, Supplier<JavaClasses> importer) {
        this.sources = sources;
        this.importer = importer;
    }

    /** This checkout. Its classes are those on the class path, without test classes and without the lab's. */
    public static Codebase ofThisCheckout() {
        return THIS_CHECKOUT;
    }

    /** The files of all modules. */
    public SourceTree sources() {
        return sources;
    }

    /** The compiled main classes of all modules outside {@code lab/}. */
    public JavaClasses classes() {
        if (classes == null) {
            classes = importer.get();
        }
        return classes;
    }

    List<String> violationsOf(ArchRule rule) {
        return rule.evaluate(classes()).getFailureReport().getDetails();
    }

    /**
     * The first package below the base: {@code order} for {@code dev.ordersaga.order.web}; empty for other packages.
     */
    static String partOf(String packageName) {
        if (!packageName.startsWith(BASE + ".")) {
            return "";
        }
        String rest = packageName.substring(BASE.length() + 1);
        int end = rest.indexOf('.');
        return end < 0 ? rest : rest.substring(0, end);
    }

    static String below(String part) {
        return BASE + "." + part + "..";
    }

    /** Whether the class only composes others: it may depend on everything that it wires. */
    static boolean isWiring(JavaClass type) {
        String name = topLevel(type).getSimpleName();
        return name.endsWith("Configuration") || name.endsWith("Application");
    }

    static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Codebase::topLevel).orElse(type);
    }
}
