package dev.ordersaga.systemtests.docs;

import dev.ordersaga.systemtests.rules.Codebase;
import dev.ordersaga.systemtests.rules.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documentation of this checkout: the pages at its root and below {@code docs}, and the READMEs of modules. */
final class Pages {

    static final SourceTree CHECKOUT = Codebase.ofThisCheckout().sources();

    private Pages() {}

    static List<Page> all() {
        Stream<Path> atRoot = Stream.of(
                        "README.md",
                        "ARCHITECTURE.md",
                        "CONTRIBUTING.md",
                        "CHANGELOG.md",
                        "UPGRADING.md",
                        "SECURITY.md")
                .map(Path::of);
        Stream<Path> below = CHECKOUT.filesBelow(Path.of("docs")).stream()
                .filter(file -> file.toString().endsWith(".md"));
        Stream<Path> ofModules = Stream.concat(Stream.of("lab"), CHECKOUT.modules().stream())
                .map(module -> Path.of(module, "README.md"));
        return Stream.of(atRoot, below, ofModules)
                .flatMap(files -> files)
                .map(CHECKOUT.root()::resolve)
                .filter(Files::exists)
                .map(file -> Page.read(CHECKOUT.root(), file))
                .toList();
    }

    /** The pages about the current state: all but decisions, change log and upgrade notes. */
    static List<Page> ofToday() {
        return all().stream()
                .filter(page -> !page.path().startsWith(Path.of("docs", "adr")))
                .filter(page ->
                        !page.path().endsWith("CHANGELOG.md") && !page.path().endsWith("UPGRADING.md"))
                .toList();
    }

    static boolean exists(Path file) {
        return Files.exists(CHECKOUT.root().resolve(file));
    }
}
