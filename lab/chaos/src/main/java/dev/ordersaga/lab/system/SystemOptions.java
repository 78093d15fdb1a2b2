package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that starts the system. */
public final class SystemOptions {

    @Option(
            names = "--project",
            defaultValue = ".",
            description = "Root of the built project. Default: ${DEFAULT-VALUE}")
    Path project = Path.of(".");

    @Option(names = "--work", description = "Folder for databases and logs. Default: a new temporary folder")
    @Nullable
    Path work;

    @Option(names = "--report", description = "File that the report is also written to")
    @Nullable
    Path report;

    /**
     * A new folder for a run.
     *
     * @param name start of the folder's name
     */
    public Path folder(String name) throws IOException {
        if (work == null) {
            work = Files.createTempDirectory("order-saga-lab");
        }
        return Files.createTempDirectory(Files.createDirectories(work), name + "-");
    }

    /** A system in {@code folder}, not started yet. */
    public SystemBuilder system(Path folder) {
        return new SystemBuilder(new Jars(project), folder);
    }

    /** Prints the report and writes it to the file, if any. */
    public void publish(String text) throws IOException {
        System.out.println(text);
        if (report != null) {
            Files.createDirectories(report.toAbsolutePath().getParent());
            Files.writeString(report, text);
        }
    }
}
