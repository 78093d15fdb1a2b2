package dev.ordersaga.systemtests.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the rules look at. Classes are read when the first rule asks for them. */
public final class Codebase {

    static final String BASE = "dev.ordersaga";

    private static final Codebase THIS_CHECKOUT = new Codebase(
            SourceTree.ofThisCheckout(),
            () -> new ClassFileImporter()
                    .withImportOption(
                            location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                    // The stand-in provider is another program, which only happens to run in the same process.
                    .withImportOption(location ->
                            !location.matches(Pattern.compile(".*/dev/ordersaga/(simulator|lab|stockaxon|skewedclock)/.*")))
                    .importPackages(BASE));

    private final SourceTree sources;
    private final Supplier<JavaClasses> reading;
    private @Nullable JavaClasses classes;

    Codebase(SourceTree sources, Supplier<JavaClasses> classes) {
        this.sources = sources;
        this.reading = classes;
    }

    /** This checkout. Its classes are those on the class path, which does not hold test classes of other modules. */
    public static Codebase ofThisCheckout() {
        return THIS_CHECKOUT;
    }

    /** Every file, of all modules. */
    public SourceTree sources() {
        return sources;
    }

    /** What is compiled from the shipped sources of the modules that run together in one process. */
    public JavaClasses classes() {
        if (classes == null) {
            classes = reading.get();
        }
        return classes;
    }

    List<String> violationsOf(ArchRule rule) {
        return rule.evaluate(classes()).getFailureReport().getDetails();
    }

    /** The first package below the base: {@code order} for {@code dev.ordersaga.order.web}; empty for other packages. */
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

    /** Whether the class only puts things together: it may see everything that it wires. */
    static boolean isWiring(JavaClass type) {
        String name = topLevel(type).getSimpleName();
        return name.endsWith("Configuration") || name.endsWith("Application");
    }

    static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Codebase::topLevel).orElse(type);
    }
}
