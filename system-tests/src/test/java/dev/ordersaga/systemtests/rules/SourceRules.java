package dev.ordersaga.systemtests.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How sources are named, sized and left. */
final class SourceRules {

    private static final long LINES_OF_A_FILE = 250;
    private static final long LINES_OF_A_METHOD = 30;
    private static final int PARAMETERS = 5;

    /**
     * Files, and methods ({@code <file> <method>}), that were too long when a rule came, with the lines that they had
     * then. They may shrink, never grow; once short enough, their line here has to go. Nothing else is added.
     */
    static final Map<String, Long> OLD_AND_LONG = Map.of();

    private static final Set<String> SAYING_NOTHING = Set.of(
            "base", "common", "commons", "core", "dto", "helper", "helpers", "impl", "manager", "misc", "shared",
            "util", "utils");

    /** Written so that this file does not break its own rule. */
    private static final Pattern LEFT_OPEN = Pattern.compile("\\b(?:TO)DO\\b|\\b(?:FIX)ME\\b|@(?:Dis)abled\\b");

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])");

    private SourceRules() {}

    static List<String> everyPackageSaysWhatItIsFor(Codebase house) {
        Set<String> said = Set.copyOf(house.sources().main().stream()
                .filter(source -> source.isPackageInfo() && saysIt(source))
                .map(source -> source.module() + " " + source.packageName())
                .toList());
        return house.sources().main().stream()
                .map(source -> source.module() + " " + source.packageName())
                .distinct()
                .filter(aPackage -> !said.contains(aPackage))
                .map(aPackage -> aPackage + " lacks a package-info.java with a sentence and @NullMarked")
                .toList();
    }

    static List<String> namesSayWhatThingsAre(Codebase house) {
        Stream<String> files = house.sources().java().stream()
                .filter(source -> Stream.concat(Stream.of(source.packageName().split("\\.")), words(source.name()))
                        .anyMatch(word -> SAYING_NOTHING.contains(word.toLowerCase(Locale.ROOT))))
                .map(source -> source.path().toString());
        Stream<String> modules = house.sources().modules().stream()
                .filter(module -> !module.equals("shared-api"))
                .filter(module -> Stream.of(module.split("-")).anyMatch(SAYING_NOTHING::contains))
                .map(module -> "module " + module);
        return Stream.concat(files, modules).toList();
    }

    static List<String> filesStayShort(Codebase house) {
        return tooLong(fileLengths(house), LINES_OF_A_FILE);
    }

    static List<String> methodsStayShort(Codebase house) {
        return tooLong(methodLengths(house), LINES_OF_A_METHOD);
    }

    /** What is in the list of the old and long although it is not, or no longer. */
    static List<String> shortByNow(Codebase house) {
        Set<String> stillLong = Stream.concat(
                        fileLengths(house).filter(file -> file.lines() > LINES_OF_A_FILE),
                        methodLengths(house).filter(method -> method.lines() > LINES_OF_A_METHOD))
                .map(Length::of)
                .collect(Collectors.toSet());
        return OLD_AND_LONG.keySet().stream()
                .filter(old -> !stillLong.contains(old))
                .sorted()
                .toList();
    }

    static List<String> parametersStayFew(Codebase house) {
        return house.sources().main().stream()
                .flatMap(source -> source.all(ClassTree.class).stream()
                        // A record's parameters are its components, with a name wherever they are used; those of a
                        // bean method are the list of what it wires.
                        .filter(type -> type.getKind() != Tree.Kind.RECORD)
                        .flatMap(type -> type.getMembers().stream())
                        .filter(MethodTree.class::isInstance)
                        .map(MethodTree.class::cast)
                        .filter(method -> !hasAnnotation(method, "Bean"))
                        .filter(method -> method.getParameters().size() > PARAMETERS)
                        .map(method -> source.at(method) + " " + method.getName() + " has "
                                + method.getParameters().size() + " parameters"))
                .toList();
    }

    static List<String> nothingIsLeftOpen(Codebase house) {
        return house.sources().java().stream()
                .flatMap(source -> {
                    List<String> lines = source.text().lines().toList();
                    return IntStream.range(0, lines.size())
                            .filter(i -> LEFT_OPEN.matcher(lines.get(i)).find())
                            .mapToObj(i -> source.path() + ":" + (i + 1) + " "
                                    + lines.get(i).strip());
                })
                .toList();
    }

    static List<String> testsWaitOnConditions(Codebase house) {
        return house.sources().java().stream()
                // A storm pauses at random, in order to shake: it waits for nothing.
                .filter(source -> !source.isMain() && !source.name().endsWith("Fuzz"))
                .flatMap(source -> source.all(MemberSelectTree.class).stream()
                        .filter(selected -> selected.toString()
                                .matches("(Thread|TimeUnit\\.[A-Z]+)\\.sleep|LockSupport\\.park\\w*"))
                        .map(selected -> source.at(selected) + " waits by the clock: " + selected))
                .toList();
    }

    private static boolean saysIt(JavaSource packageInfo) {
        return packageInfo.text().contains("@NullMarked") && packageInfo.text().contains("/**");
    }

    private static boolean hasAnnotation(MethodTree method, String name) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals(name));
    }

    private static Stream<String> words(String name) {
        return WORD.matcher(name).results().map(found -> found.group());
    }

    /**
     * @param of the file, or file and method
     * @param at where to look
     */
    private record Length(String of, String at, long lines) {}

    private static List<String> tooLong(Stream<Length> lengths, long limit) {
        return lengths.filter(length -> length.lines() > OLD_AND_LONG.getOrDefault(length.of(), limit))
                .map(length -> length.at() + " has " + length.lines() + " lines")
                .toList();
    }

    private static Stream<Length> fileLengths(Codebase house) {
        return house.sources().java().stream()
                .map(source -> new Length(
                        source.path().toString(),
                        source.path().toString(),
                        source.text().lines().count()));
    }

    private static Stream<Length> methodLengths(Codebase house) {
        return house.sources().java().stream()
                .flatMap(source -> source.members(MethodTree.class).stream()
                        .filter(method -> method.getBody() != null)
                        .map(method -> new Length(
                                source.path() + " " + method.getName(),
                                source.at(method) + " " + method.getName(),
                                source.linesIn(method.getBody()))));
    }
}
