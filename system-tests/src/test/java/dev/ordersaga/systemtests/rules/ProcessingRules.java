package dev.ordersaga.systemtests.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.ordersaga.systemtests.rules.Conditions.are;
import static dev.ordersaga.systemtests.rules.Conditions.must;
import static dev.ordersaga.systemtests.rules.Conditions.report;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;

/** What handlers of commands and events may do. */
final class ProcessingRules {

    private static final Set<String> CATCH_ALL = Set.of("Exception", "Throwable", "RuntimeException", "Error");

    /**
     * Packages where every exception has the same meaning: in a provider's client that the outcome is unknown, in the
     * listener for wake-up hints that it must reconnect, in a durable task that the task has failed, in the simulator's
     * HTTP server that the response is 500; and dead letters, rebuilds and group commits, which pass on or classify what
     * handlers throw.
     */
    private static final Set<String> CATCH_ALL_PACKAGES = Set.of(
            ".payment.gateway",
            ".eventstore.wakeup",
            ".eventprocessing.deadletter",
            ".eventprocessing.groupcommit",
            ".eventprocessing.rebuild",
            ".eventprocessing.scheduling",
            ".simulator.http");

    private ProcessingRules() {}

    static List<String> everyEventHandlerNamesItsProcessingGroup(Codebase code) {
        List<String> nameless = code.violationsOf(classes()
                .that(are("event handlers", type -> has(type, EventHandler.class) || has(type, SagaEventHandler.class)))
                .should(must(
                        "name its processing group with @ProcessingGroup",
                        type -> type.isAnnotatedWith(ProcessingGroup.class))));
        Stream<String> literal = code.sources().main().stream()
                .flatMap(source -> source.all(AnnotationTree.class).stream()
                        .filter(annotation ->
                                annotation.getAnnotationType().toString().equals("ProcessingGroup"))
                        .filter(annotation ->
                                !JavaSource.all(annotation, LiteralTree.class).isEmpty())
                        .map(annotation -> source.at(annotation) + " names the processing group by a literal"));
        return Stream.concat(nameless.stream(), literal).toList();
    }

    static List<String> everyEventHandlerDeclaresItsReplayBehaviour(Codebase code) {
        return code.violationsOf(classes()
                .that(are("event handlers", type -> has(type, EventHandler.class)))
                .should(must(
                        "either have @DisallowReplay or clear its state in a @ResetHandler",
                        type -> type.isAnnotatedWith(DisallowReplay.class) || has(type, ResetHandler.class))));
    }

    static List<String> sagasOnlySendCommands(Codebase code) {
        List<String> calls = code.violationsOf(classes()
                .that(are("sagas", type -> has(type, SagaEventHandler.class)))
                .should(report(
                        "only send commands and schedule deadlines",
                        saga -> saga.getAccessesFromSelf().stream()
                                .filter(access -> !isAllowedInSagas(access.getTargetOwner()))
                                .map(JavaAccess::getDescription))));
        Stream<String> tries = code.sources().main().stream()
                .flatMap(source -> source.all(ClassTree.class).stream()
                        .filter(ProcessingRules::isSaga)
                        .flatMap(saga -> JavaSource.all(saga, TryTree.class).stream())
                        .map(attempt -> source.at(attempt) + " has a try"));
        return Stream.concat(calls.stream(), tries).toList();
    }

    static List<String> aggregatesDecideThenEvolve(Codebase code) {
        return code.violationsOf(classes()
                .that(are("aggregates", type -> has(type, EventSourcingHandler.class)))
                .should(report(
                        "decide in decide and evolve in evolve",
                        type -> Stream.of(
                                        misnamed(type, CommandHandler.class, "decide"),
                                        misnamed(type, EventSourcingHandler.class, "evolve"),
                                        assignments(type),
                                        effectsOfEvolving(type))
                                .flatMap(lines -> lines))));
    }

    static List<String> nothingCatchesAllExceptions(Codebase code) {
        return code.sources().main().stream()
                .filter(source ->
                        CATCH_ALL_PACKAGES.stream().noneMatch(allowed -> source.isIn(Codebase.BASE + allowed)))
                .flatMap(source -> source.all(CatchTree.class).stream()
                        .filter(ProcessingRules::catchesAll)
                        .map(handler -> source.at(handler) + " catches "
                                + handler.getParameter().getType()))
                .toList();
    }

    private static boolean has(JavaClass type, Class<? extends Annotation> annotation) {
        return type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(annotation));
    }

    private static boolean isAllowedInSagas(JavaClass seen) {
        return seen.getPackageName().startsWith("java.")
                || seen.getPackageName().startsWith(Codebase.BASE + ".api")
                || seen.getPackageName().equals(Codebase.BASE + ".coordination")
                || seen.getPackageName().equals(Codebase.BASE + ".order.command")
                || seen.isEquivalentTo(DeadlineManager.class)
                || seen.isEquivalentTo(SagaLifecycle.class);
    }

    private static boolean isSaga(ClassTree type) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .flatMap(method -> method.getModifiers().getAnnotations().stream())
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("SagaEventHandler"));
    }

    private static Stream<String> misnamed(JavaClass type, Class<? extends Annotation> annotation, String name) {
        return type.getMethods().stream()
                .filter(method -> method.isAnnotatedWith(annotation))
                .filter(method -> !method.getName().equals(name))
                .map(method -> method.getFullName() + " is not called " + name);
    }

    private static Stream<String> assignments(JavaClass type) {
        return type.getFieldAccessesFromSelf().stream()
                .filter(access -> access.getAccessType() == JavaFieldAccess.AccessType.SET)
                .filter(access -> !access.getOrigin().isConstructor()
                        && !access.getOrigin().getModifiers().contains(JavaModifier.STATIC)
                        && !access.getOrigin().getName().startsWith("evolve"))
                .map(JavaAccess::getDescription);
    }

    private static Stream<String> effectsOfEvolving(JavaClass type) {
        return type.getMethods().stream()
                .filter(method -> method.getName().startsWith("evolve"))
                .flatMap((JavaMethod method) -> method.getCallsFromSelf().stream())
                .filter(call -> isAppend(call.getTarget()))
                .map(JavaAccess::getDescription);
    }

    private static boolean isAppend(AccessTarget target) {
        return target.getOwner().isEquivalentTo(AggregateLifecycle.class);
    }

    private static boolean catchesAll(CatchTree handler) {
        var caught = handler.getParameter().getType();
        return caught instanceof UnionTypeTree union
                ? union.getTypeAlternatives().stream().anyMatch(type -> CATCH_ALL.contains(type.toString()))
                : CATCH_ALL.contains(caught.toString());
    }
}
