package dev.ordersaga.benchmarks.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the built jars are.
 *
 * @param root the project's folder
 */
public record Jars(Path root) {

    /** @throws IllegalStateException if it is not built */
    public Path service(String module) {
        return only(root.resolve(module).resolve("target"), module + "-*-exec.jar");
    }

    /** @throws IllegalStateException if it is not built */
    Path stockAxon() {
        return only(root.resolve("benchmarks/stock-axon/target"), "stock-axon-*.jar");
    }

    private static Path only(Path folder, String pattern) {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
                for (Path jar : found) {
                    return jar.toAbsolutePath();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException(
                "No " + pattern + " in " + folder.toAbsolutePath() + "; build it first: mvn -DskipTests package");
    }

    /** The command that starts the service {@code module} on {@code engine}. */
    public List<String> launching(String module, Engine engine) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        if (engine == Engine.STOCK) {
            command.add("-Dloader.path=" + stockAxon());
        }
        command.addAll(List.of("-cp", service(module).toString()));
        command.add("org.springframework.boot.loader.launch." + (engine == Engine.STOCK ? "Properties" : "Jar")
                + "Launcher");
        if (engine == Engine.STOCK) {
            command.add("--spring.main.allow-bean-definition-overriding=true");
        }
        return command;
    }
}
