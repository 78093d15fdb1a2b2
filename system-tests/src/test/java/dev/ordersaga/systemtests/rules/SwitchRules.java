package dev.ordersaga.systemtests.rules;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Switches over events, states and reasons are exhaustive. Sources are parsed but not resolved: a switch is one over a
 * type of the domain if a label names a type of a sealed hierarchy of ours, or if an enum of the published language or
 * of a feature has all constants that it names.
 */
final class SwitchRules {

    private SwitchRules() {}

    static List<String> domainSwitchesHaveNoDefault(Codebase code) {
        List<JavaSource> sources = code.sources().shipped();
        Set<String> sealedTypes = types(sources)
                .filter(type -> type.getModifiers().getFlags().contains(Modifier.SEALED))
                .flatMap(SwitchRules::hierarchy)
                .collect(Collectors.toSet());
        Set<String> domainTypes = types(sources)
                .filter(type -> parents(type).anyMatch(sealedTypes::contains))
                .map(type -> type.getSimpleName().toString())
                .collect(Collectors.toSet());
        domainTypes.addAll(sealedTypes);
        List<Set<String>> enums = types(
                        sources.stream().filter(SwitchRules::isDomain).toList())
                .filter(type -> type.getKind() == Tree.Kind.ENUM)
                .map(SwitchRules::constants)
                .toList();
        return sources.stream()
                .flatMap(source -> Stream.concat(
                                source.all(SwitchTree.class).stream()
                                        .flatMap(found -> defaultOf(found.getCases(), domainTypes, enums)),
                                source.all(SwitchExpressionTree.class).stream()
                                        .flatMap(found -> defaultOf(found.getCases(), domainTypes, enums)))
                        .map(label -> source.at(label) + " is the default of a switch over a type of the domain"))
                .toList();
    }

    private static boolean isDomain(JavaSource source) {
        String part = Codebase.partOf(source.packageName());
        return part.equals("api") || DependencyRules.FEATURES.contains(part);
    }

    private static Stream<CaseTree> defaultOf(
            List<? extends CaseTree> cases, Set<String> domainTypes, List<Set<String>> enums) {
        List<CaseLabelTree> labels = cases.stream()
                .<CaseLabelTree>flatMap(c -> c.getLabels().stream())
                .toList();
        Set<String> constants = labels.stream().flatMap(SwitchRules::constantIn).collect(Collectors.toSet());
        boolean isDomain = labels.stream().flatMap(SwitchRules::typeIn).anyMatch(domainTypes::contains)
                || (!constants.isEmpty() && enums.stream().anyMatch(all -> all.containsAll(constants)));
        return isDomain
                ? cases.stream()
                        .filter(c -> c.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance))
                        .map(c -> c)
                : Stream.empty();
    }

    private static Stream<String> typeIn(CaseLabelTree label) {
        if (!(label instanceof PatternCaseLabelTree pattern)) {
            return Stream.empty();
        }
        if (pattern.getPattern() instanceof BindingPatternTree binding) {
            return Stream.of(simpleName(binding.getVariable().getType()));
        }
        return pattern.getPattern() instanceof DeconstructionPatternTree record
                ? Stream.of(simpleName(record.getDeconstructor()))
                : Stream.empty();
    }

    private static Stream<String> constantIn(CaseLabelTree label) {
        return label instanceof ConstantCaseLabelTree constant
                        && (constant.getConstantExpression() instanceof IdentifierTree
                                || constant.getConstantExpression() instanceof MemberSelectTree)
                ? Stream.of(simpleName(constant.getConstantExpression()))
                : Stream.empty();
    }

    private static Stream<ClassTree> types(List<JavaSource> sources) {
        return sources.stream().flatMap(source -> source.all(ClassTree.class).stream());
    }

    /** The sealed type itself and what its {@code permits} clause lists. */
    private static Stream<String> hierarchy(ClassTree sealed) {
        return Stream.concat(
                Stream.of(sealed.getSimpleName().toString()),
                sealed.getPermitsClause().stream().map(SwitchRules::simpleName));
    }

    private static Stream<String> parents(ClassTree type) {
        return Stream.concat(Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
                .map(SwitchRules::simpleName);
    }

    private static Set<String> constants(ClassTree type) {
        return type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(member -> member.getInitializer() instanceof NewClassTree
                        && simpleName(member.getType()).contentEquals(type.getSimpleName()))
                .map(member -> member.getName().toString())
                .collect(Collectors.toSet());
    }

    private static String simpleName(Tree name) {
        String text = name.toString().replaceFirst("<.*", "");
        return text.substring(text.lastIndexOf('.') + 1);
    }
}
