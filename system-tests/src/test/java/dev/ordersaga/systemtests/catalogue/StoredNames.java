package dev.ordersaga.systemtests.catalogue;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.ordersaga.systemtests.rules.Codebase;
import dev.ordersaga.systemtests.rules.JavaSource;
import dev.ordersaga.systemtests.rules.SourceTree;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.saga.SagaEventHandler;

/** Collects every stored name from the classes and sources of this checkout. */
final class StoredNames {

    private static final String API = "dev.ordersaga.api";
    private static final Pattern DEFINES_A_TASK =
            Pattern.compile("(Tasks\\.(recurring|oneTime|custom)|TaskDescriptor\\.of)");

    private final Codebase code;

    StoredNames(Codebase code) {
        this.code = code;
    }

    /** Everything that an event interface of the published language permits. */
    List<Class<?>> events() {
        return code.classes().stream()
                .filter(type -> type.isInterface() && type.getPackageName().startsWith(API))
                .filter(type -> type.getSimpleName().endsWith("Event"))
                .map(JavaClass::reflect)
                .flatMap(parent -> Arrays.stream(parent.getPermittedSubclasses()))
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .collect(Collectors.toList());
    }

    /** Axon stores an aggregate's simple name with each of its events. */
    SortedSet<String> aggregates() {
        return sorted(code.classes().stream()
                .filter(type -> type.getFields().stream().anyMatch(f -> f.isAnnotatedWith(AggregateIdentifier.class)))
                .map(JavaClass::getSimpleName));
    }

    SortedSet<String> processors() {
        return sorted(code.classes().stream()
                .filter(type -> type.isAnnotatedWith(ProcessingGroup.class))
                .map(type -> type.getAnnotationOfType(ProcessingGroup.class).value()));
    }

    SortedSet<String> deadlines() {
        return sorted(methods(method -> method.isAnnotatedWith(DeadlineHandler.class))
                .map(method -> method.getAnnotationOfType(DeadlineHandler.class).deadlineName()));
    }

    /** Payload types of deadlines, stored until the deadline fires. */
    List<Class<?>> deadlinePayloads() {
        return methods(method -> method.isAnnotatedWith(DeadlineHandler.class))
                .map(method -> method.reflect().getParameterTypes()[0])
                .distinct()
                .collect(Collectors.toList());
    }

    /** Class and fields of each saga: both are in the stored saga. */
    Map<String, Map<String, String>> sagas() {
        return methods(method -> method.isAnnotatedWith(SagaEventHandler.class))
                .map(method -> method.getOwner().reflect())
                .distinct()
                .collect(Collectors.toMap(Class::getName, StoredNames::fields, (a, b) -> a, TreeMap::new));
    }

    /** Name of each durable task, and the class of its data; {@code Void} if it has none. */
    Map<String, Class<?>> tasks() {
        Map<String, Class<?>> tasks = new TreeMap<>();
        for (JavaSource source : code.sources().shipped()) {
            for (MethodInvocationTree call : source.all(MethodInvocationTree.class)) {
                String method = call.getMethodSelect().toString();
                if (method.equals("DbSchedulerDeadlineManager.humanReadableTask")) {
                    tasks.put(
                            DbSchedulerDeadlineManager.humanReadableTask(() -> null)
                                    .getName(),
                            Void.class);
                } else if (DEFINES_A_TASK.matcher(method).matches()
                        && call.getArguments().getFirst() instanceof LiteralTree name) {
                    tasks.put(String.valueOf(name.getValue()), dataOf(call, source));
                }
            }
        }
        return tasks;
    }

    /** Each schema's migration scripts, which never change after a release. */
    Map<String, SortedSet<String>> schemas() {
        Path migrations = Path.of("db", "migration");
        return code.sources().modules().stream()
                .filter(module -> !SourceTree.isLab(module))
                .flatMap(module -> code.sources().resources(module).stream())
                .filter(file -> file.toString().contains(migrations.toString()))
                .collect(Collectors.groupingBy(
                        file -> Objects.requireNonNull(file.getParent())
                                .getFileName()
                                .toString(),
                        TreeMap::new,
                        Collectors.mapping(
                                file -> file.getFileName().toString(), Collectors.toCollection(TreeSet::new))));
    }

    private Stream<JavaMethod> methods(Predicate<JavaMethod> wanted) {
        return code.classes().stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(wanted);
    }

    private static Class<?> dataOf(MethodInvocationTree call, JavaSource source) {
        List<? extends ExpressionTree> arguments = call.getArguments();
        if (arguments.size() < 2 || !arguments.get(1).toString().endsWith(".class")) {
            return Void.class;
        }
        String simpleName = arguments.get(1).toString().replaceFirst("\\.class$", "");
        try {
            return Class.forName(source.packageName() + "." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the data of a task are a type of its own package", e);
        }
    }

    private static Map<String, String> fields(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .collect(Collectors.toMap(
                        field -> field.getName(),
                        field -> field.getGenericType().getTypeName(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static SortedSet<String> sorted(Stream<String> names) {
        return names.collect(Collectors.toCollection(TreeSet::new));
    }
}
