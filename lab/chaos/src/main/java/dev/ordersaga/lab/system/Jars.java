package dev.ordersaga.lab.system;

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
        Path folder = root.resolve(module);
        return only(
                (Files.isDirectory(folder) ? folder : root.resolve("lab").resolve(module)).resolve("target"),
                module + "-*-exec.jar");
    }

    /** A module that is put on the class path of a service, see {@code lab/<module>}. */
    private Path beside(String module) {
        return only(root.resolve("lab").resolve(module).resolve("target"), module + "-*.jar");
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
        if (engine == Engine.STOCK) {
            List<String> command = launching(module, "Properties", "-Dloader.path=" + beside("stock-axon"));
            command.add("--spring.main.allow-bean-definition-overriding=true");
            return command;
        }
        return launching(module, "Jar");
    }

    /** The command that starts the service {@code module} with a clock that is off by the seconds in {@code file}. */
    public List<String> launchingOffTime(String module, Path file) {
        List<String> command = launching(module, "Properties", "-Dloader.path=" + beside("skewed-clock"));
        command.add("--skewed-clock.file=" + file);
        return command;
    }

    private List<String> launching(String module, String launcher, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", service(module).toString()));
        command.add("org.springframework.boot.loader.launch." + launcher + "Launcher");
        return command;
    }
}
