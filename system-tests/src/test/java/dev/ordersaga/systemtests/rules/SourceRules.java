package dev.ordersaga.systemtests.rules;

import com.sun.source.tree.MemberSelectTree;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How sources are named and documented, and what they must not contain. */
final class SourceRules {

    private static final Set<String> UNSPECIFIC = Set.of(
            "base", "common", "commons", "core", "dto", "helper", "helpers", "impl", "manager", "misc", "shared",
            "util", "utils");

    /** Written so that this file does not violate its own rule. */
    private static final Pattern LEFT_OPEN = Pattern.compile("\\b(?:TO)DO\\b|\\b(?:FIX)ME\\b|@(?:Dis)abled\\b");

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");

    private SourceRules() {}

    static List<String> everyPackageIsDocumentedAndNullMarked(Codebase code) {
        Set<String> documented = Set.copyOf(code.sources().main().stream()
                .filter(source -> source.isPackageInfo() && isDocumentedAndNullMarked(source))
                .map(source -> source.module() + " " + source.packageName())
                .toList());
        return code.sources().main().stream()
                .map(source -> source.module() + " " + source.packageName())
                .distinct()
                .filter(aPackage -> !documented.contains(aPackage))
                .map(aPackage -> aPackage + " lacks a package-info.java with a sentence and @NullMarked")
                .toList();
    }

    static List<String> namesAreSpecific(Codebase code) {
        Stream<String> files = code.sources().java().stream()
                .filter(source -> Stream.concat(Stream.of(source.packageName().split("\\.")), words(source.name()))
                        .anyMatch(word -> UNSPECIFIC.contains(word.toLowerCase(Locale.ROOT))))
                .map(source -> source.path().toString());
        Stream<String> modules = code.sources().modules().stream()
                .filter(module -> !module.equals("shared-api"))
                .filter(module -> Stream.of(module.split("[-/]")).anyMatch(UNSPECIFIC::contains))
                .map(module -> "module " + module);
        return Stream.concat(files, modules).toList();
    }

    static List<String> nothingIsLeftOpen(Codebase code) {
        return code.sources().java().stream()
                .flatMap(source -> {
                    List<String> lines = source.text().lines().toList();
                    return IntStream.range(0, lines.size())
                            .filter(i -> LEFT_OPEN.matcher(lines.get(i)).find())
                            .mapToObj(i -> source.path() + ":" + (i + 1) + " "
                                    + lines.get(i).strip());
                })
                .toList();
    }

    static List<String> testsWaitOnConditions(Codebase code) {
        return code.sources().java().stream()
                // A fuzz test pauses at random to vary the interleaving: it waits for nothing.
                .filter(source -> !source.isMain() && !source.name().endsWith("Fuzz"))
                .flatMap(source -> source.all(MemberSelectTree.class).stream()
                        .filter(selected -> selected.toString()
                                .matches("(Thread|TimeUnit\\.[A-Z]+)\\.sleep|LockSupport\\.park\\w*"))
                        .map(selected -> source.at(selected) + " waits by the clock: " + selected))
                .toList();
    }

    private static boolean isDocumentedAndNullMarked(JavaSource packageInfo) {
        return packageInfo.text().contains("@NullMarked") && packageInfo.text().contains("/**");
    }

    private static Stream<String> words(String name) {
        return WORD.matcher(name).results().map(found -> found.group());
    }
}
