package dev.ordersaga.systemtests.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.ordersaga.systemtests.rules.Conditions.must;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;

/** What messages may consist of: the published language in {@code api}, and the commands of orders. */
final class LanguageRules {

    private static final String API = Codebase.below("api");
    private static final String COMMANDS = Codebase.below("order.command");

    /** The fold of an order's stream: computed values, which are not stored. */
    private static final String FOLD = Codebase.below("api.orderstate");

    private static final Set<String> PLAIN = Set.of(
            "boolean",
            "int",
            "long",
            Boolean.class.getName(),
            Integer.class.getName(),
            Long.class.getName(),
            String.class.getName(),
            UUID.class.getName(),
            BigDecimal.class.getName(),
            Currency.class.getName(),
            List.class.getName(),
            Set.class.getName());

    private LanguageRules() {}

    static List<String> apiDependsOnNoFramework(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .resideInAPackage(API)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", API)
                        .or(belongToAnyOf(
                                Revision.class,
                                JsonValue.class,
                                JsonCreator.class,
                                JsonInclude.class,
                                JacksonAnnotationsInside.class))));
    }

    static List<String> commandsDependOnlyOnTheApi(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .resideInAPackage(COMMANDS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", API, COMMANDS)
                        .or(belongToAnyOf(TargetAggregateIdentifier.class))));
    }

    static List<String> eventsAreTopLevelRecords(Codebase code) {
        List<String> nested = code.violationsOf(classes()
                .that(Conditions.are("events", LanguageRules::isEvent))
                .should(must("be a top-level record", type -> type.isRecord() && type.isTopLevelClass())));
        List<String> open = code.sources().main().stream()
                .filter(source ->
                        source.isIn(Codebase.BASE + ".api") && source.name().endsWith("Event"))
                .flatMap(source -> source.all(ClassTree.class).stream()
                        .filter(type -> type.getKind() == Tree.Kind.INTERFACE)
                        .filter(type -> !type.getModifiers().getFlags().contains(Modifier.SEALED))
                        .map(type -> source.at(type) + " is not sealed"))
                .toList();
        return Stream.concat(nested.stream(), open.stream()).toList();
    }

    static List<String> messagesHoldPlainValues(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .resideInAnyPackage(API, COMMANDS)
                .and()
                .resideOutsideOfPackage(FOLD)
                .and()
                .areRecords()
                .should(Conditions.report("hold plain values", LanguageRules::valuesThatAreNotPlain)));
    }

    static List<String> messagesHaveNoTypeSuffix(Codebase code) {
        return code.violationsOf(classes()
                .that()
                .resideInAnyPackage(API, COMMANDS)
                .and()
                .areNotInterfaces()
                .should(must(
                        "not end in Command, Event, Query or Message",
                        type -> !type.getSimpleName().matches(".+(Command|Event|Query|Message)"))));
    }

    private static boolean isEvent(JavaClass type) {
        return !type.isInterface()
                && type.getAllRawInterfaces().stream()
                        .anyMatch(parent -> parent.getPackageName().startsWith(Codebase.BASE + ".api")
                                && parent.getSimpleName().endsWith("Event"));
    }

    private static Stream<String> valuesThatAreNotPlain(JavaClass record) {
        return record.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .flatMap(LanguageRules::typesThatAreNotPlain);
    }

    /** The time of a fact is the event's timestamp; until when something is valid is a value. */
    private static boolean isBound(JavaField field, JavaClass type) {
        return type.isEquivalentTo(Instant.class) && field.getName().matches(".+(Until|Before|Since)");
    }

    private static Stream<String> typesThatAreNotPlain(JavaField field) {
        return field.getAllInvolvedRawTypes().stream()
                .filter(type -> !PLAIN.contains(type.getName())
                        && !isBound(field, type)
                        && !type.getPackageName().startsWith(Codebase.BASE + ".api")
                        && !type.getPackageName().equals(Codebase.BASE + ".order.command"))
                .map(type -> field.getFullName() + " holds " + type.getName());
    }
}
