package dev.ordersaga.systemtests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A new event or state does not compile until each switch over it handles it. The sources of this checkout are compiled
 * with one more event or state, and the compiler must reject the switches of the listed packages.
 */
class ExhaustivenessFixturesTest {

    private static final SourceTree CHECKOUT = Codebase.ofThisCheckout().sources();

    /** What is compiled: the published language and the features that switch over it. */
    private static final Set<String> PARTS = Set.of("api", "order", "coordination", "payment", "orderstatus");

    private static final String ADDED_EVENT = "AddedEvent";
    private static final String ADDED_STATE = "ADDED_STATE";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "dev.ordersaga.api.order.OrderEvent, api/orderstate",
        "dev.ordersaga.api.payment.PaymentEvent, payment coordination",
    })
    void aNewEventIsRejectedUntilItIsHandled(String sealedInterface, String packages) throws Exception {
        Class<?> parent = Class.forName(sealedInterface);
        Path added = folder.resolve(ADDED_EVENT + ".java");
        Files.writeString(added, addedEvent(parent));
        Path changed =
                changed(sealedInterface, text -> text.replaceFirst("permits\\s", "permits " + ADDED_EVENT + ", "));
        assertThat(foldersWithIncompleteSwitches(sealedInterface, List.of(added, changed)))
                .contains(packages.split(" "));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource("dev.ordersaga.api.status.OrderState, api/orderstate order")
    void aNewStateIsRejectedUntilItHasItsTransitions(String enumType, String packages) throws Exception {
        String first = ((Enum<?>) Class.forName(enumType).getEnumConstants()[0]).name();
        Path changed = changed(enumType, text -> text.replaceFirst("\\b" + first + "\\b", ADDED_STATE + ", " + first));
        assertThat(foldersWithIncompleteSwitches(enumType, List.of(changed))).contains(packages.split(" "));
    }

    @Test
    void theUnchangedSourcesCompile() {
        assertThat(errorsOf("", List.of())).isEmpty();
    }

    /** A record with a component for each accessor that the interface demands. */
    private static String addedEvent(Class<?> parent) {
        String components = Arrays.stream(parent.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> method.getReturnType().getName() + " " + method.getName())
                .collect(Collectors.joining(", "));
        return "package %s; public record %s(%s) implements %s {}"
                .formatted(parent.getPackageName(), ADDED_EVENT, components, parent.getSimpleName());
    }

    private Path changed(String type, UnaryOperator<String> change) throws IOException {
        JavaSource source = CHECKOUT.shipped().stream()
                .filter(candidate -> candidate.qualifiedName().equals(type))
                .findAny()
                .orElseThrow();
        String text = change.apply(source.text());
        assertThat(text).isNotEqualTo(source.text());
        return Files.writeString(folder.resolve(source.name() + ".java"), text);
    }

    private Set<String> foldersWithIncompleteSwitches(String changedType, List<Path> changes) {
        List<Diagnostic<? extends JavaFileObject>> errors = errorsOf(changedType, changes);
        assertThat(errors)
                .as("only incomplete switches are rejected")
                .allMatch(error -> error.getMessage(null).contains("does not cover all possible input values"));
        return errors.stream()
                .map(error -> Path.of(Objects.requireNonNull(error.getSource()).toUri()))
                .map(file -> Objects.requireNonNull(file.getParent()).toString().replaceFirst(".*/dev/ordersaga/", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Diagnostic<? extends JavaFileObject>> errorsOf(String changedType, List<Path> changes) {
        Stream<Path> unchanged = CHECKOUT.shipped().stream()
                .filter(source -> PARTS.contains(Codebase.partOf(source.packageName())))
                .filter(source -> !source.qualifiedName().equals(changedType))
                .map(source -> CHECKOUT.root().resolve(source.path()));
        return Javac.errorsOf(Stream.concat(unchanged, changes.stream()).toList(), folder);
    }
}
