package dev.ordersaga.systemtests.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The language of main sources, resources and documentation. */
final class TextRules {

    /** Spaces within a phrase: also the line break of a comment. */
    private static final String GAP = "(?:\\s|\\*|//|#|--)+";

    /** Paraphrases, each of which has a technical term: a role, an operation, a period. */
    private static final Pattern PARAPHRASE = Pattern.compile(
            "(?<!\\.)\\b(?:"
                    + Stream.of(
                                    "whoever",
                                    "somebody",
                                    "nobody",
                                    "anew",
                                    "in vain",
                                    "gives? back",
                                    "gave back",
                                    "for ever",
                                    "by itself")
                            .map(phrase -> phrase.replace(" ", GAP))
                            .collect(Collectors.joining("|"))
                    + ")\\b",
            Pattern.CASE_INSENSITIVE);

    private static final List<Path> PAGES = Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
            .map(Path::of)
            .toList();

    private static final Set<String> TEXT_FILES = Set.of("yaml", "yml", "sql", "properties", "xml");

    private TextRules() {}

    static List<String> textsUsePlainTerms(Codebase code) {
        SourceTree tree = code.sources();
        Stream<Path> sources = tree.shipped().stream().map(source -> tree.root().resolve(source.path()));
        Stream<Path> resources = tree.modules().stream()
                .filter(module -> !SourceTree.isLab(module))
                .flatMap(module -> tree.resources(module).stream())
                .filter(file -> TEXT_FILES.contains(file.toString().replaceFirst(".*\\.", "")));
        Stream<Path> pages = Stream.concat(
                PAGES.stream().flatMap(page -> tree.filesBelow(page).stream()),
                tree.filesBelow(Path.of("docs")).stream()
                        .filter(file -> file.toString().endsWith(".md")));
        return Stream.of(sources, resources, pages)
                .flatMap(files -> files)
                .flatMap(file -> paraphrases(tree.root(), file))
                .toList();
    }

    private static Stream<String> paraphrases(Path root, Path file) {
        String text = SourceTree.read(file);
        return PARAPHRASE
                .matcher(text)
                .results()
                .map(found -> root.relativize(file) + ":" + lineOf(text, found.start()) + " says '"
                        + found.group().replaceAll(GAP, " ") + "'");
    }

    private static long lineOf(String text, int position) {
        return text.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    }
}
