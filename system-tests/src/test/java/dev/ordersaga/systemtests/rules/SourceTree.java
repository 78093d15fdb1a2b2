package dev.ordersaga.systemtests.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files of a checkout.
 *
 * @param root where the reactor's {@code pom.xml} is
 * @param modules paths of the folders that hold sources, such as {@code order-query} and {@code lab/chaos}
 * @param java every Java file of every module
 */
public record SourceTree(Path root, List<String> modules, List<JavaSource> java) {

    /** Simulators, chaos tests and experiments, which no service uses. */
    private static final String LAB = "lab/";

    private static final Set<String> NOT_TRACKED =
            Set.of(".git", ".idea", ".vscode", "target", "bin", "order-saga-data");

    /** The checkout that contains the working directory. */
    public static SourceTree ofThisCheckout() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !isReactorRoot(folder)) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("no reactor above " + Path.of("").toAbsolutePath());
        }
        return at(folder);
    }

    static SourceTree at(Path root) {
        List<String> modules = list(root)
                .flatMap(folder -> Stream.concat(Stream.of(folder), isModule(folder) ? Stream.of() : list(folder)))
                .filter(SourceTree::isModule)
                .map(folder -> root.relativize(folder).toString())
                .sorted()
                .toList();
        List<Path> files = modules.stream()
                .flatMap(module -> Stream.of("main", "test").map(part -> Path.of(module, "src", part, "java")))
                .flatMap(folder -> filesBelow(root, folder).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
        return new SourceTree(root, modules, files.isEmpty() ? List.of() : Javac.parse(root, files));
    }

    /** Main sources of all modules. */
    public List<JavaSource> main() {
        return java.stream().filter(JavaSource::isMain).toList();
    }

    /** Main sources of the product: those outside {@code lab/}. */
    public List<JavaSource> shipped() {
        return main().stream().filter(source -> !isLab(source.module())).toList();
    }

    public static boolean isLab(String module) {
        return module.startsWith(LAB);
    }

    /** The files below a folder of the checkout, or the file itself; none if it does not exist. */
    public List<Path> filesBelow(Path folder) {
        return filesBelow(root, folder);
    }

    /** Every file of the checkout in the order of the paths, without output of builds and tools. */
    public List<Path> all() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(
                            file -> StreamSupport.stream(root.relativize(file).spliterator(), false)
                                    .noneMatch(part -> NOT_TRACKED.contains(part.toString())))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(file -> root.relativize(file).toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The main resources of a module. */
    public List<Path> resources(String module) {
        return filesBelow(Path.of(module, "src", "main", "resources"));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReactorRoot(Path folder) {
        Path pom = folder.resolve("pom.xml");
        return Files.exists(pom) && read(pom).contains("<modules>");
    }

    private static boolean isModule(Path folder) {
        return Files.isDirectory(folder.resolve("src"));
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesBelow(Path root, Path folder) {
        Path start = root.resolve(folder);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
