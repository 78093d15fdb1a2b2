package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the built jars of the project's modules.
 *
 * @param project the root folder of the project
 */
public record Jars(Path project) {

    private static final List<String> LAB_MODULES =
            List.of("stripe-simulator", "stock-axon", "skewed-clock", "outbox-reference");

    /**
     * The executable jar of a module.
     *
     * @throws IllegalStateException if it is not built
     */
    Path executable(String module) throws IOException {
        return find(module, module + "-*-exec.jar");
    }

    /**
     * The library jar of a module.
     *
     * @throws IllegalStateException if it is not built
     */
    Path library(String module) throws IOException {
        return find(module, module + "-*.jar");
    }

    /** The compiled tests of a module. */
    Path testClasses(String module) {
        return target(module).resolve("test-classes");
    }

    private Path find(String module, String pattern) throws IOException {
        Path target = target(module);
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, pattern)) {
                for (Path jar : jars) {
                    return jar.toAbsolutePath();
                }
            }
        }
        throw new IllegalStateException(
                "No " + pattern + " in " + target.toAbsolutePath() + "; build it first: mvn -DskipTests package");
    }

    private Path target(String module) {
        return (LAB_MODULES.contains(module) ? project.resolve("lab") : project)
                .resolve(module)
                .resolve("target");
    }
}
