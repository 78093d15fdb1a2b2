package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all benchmarks that start the system themselves can be told. */
public final class SystemOptions {

    @Option(names = "--project", defaultValue = ".", description = "The built project. Default: ${DEFAULT-VALUE}")
    Path project = Path.of(".");

    @Option(names = "--work", description = "Folder for databases and logs. Default: a new temporary one")
    @Nullable
    Path work;

    @Option(names = "--report", description = "File that the report is written to, besides the terminal")
    @Nullable
    Path report;

    /** Where the jars are. */
    public Jars jars() {
        return new Jars(project);
    }

    /** A folder of its own for {@code name}. */
    public Path folder(String name) throws IOException {
        Path parent = work == null ? (work = Files.createTempDirectory("order-saga-benchmark")) : work;
        return Files.createTempDirectory(Files.createDirectories(parent), name + "-");
    }

    /** Shows and keeps the report. */
    public void publish(String text) throws IOException {
        System.out.println(text);
        if (report != null) {
            if (report.toAbsolutePath().getParent() != null) {
                Files.createDirectories(report.toAbsolutePath().getParent());
            }
            Files.writeString(report, text);
        }
    }
}
