package dev.ordersaga.lab.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The clock of one process, which can be set wrong while it runs: see the module skewed-clock. */
final class SkewedClock {

    private final Path file;

    /** @param file says how wrong it is */
    SkewedClock(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        setWrongBy(0);
    }

    /** Takes effect within a second. */
    void setWrongBy(int seconds) throws IOException {
        Files.writeString(file, "%d%n".formatted(seconds));
    }

    Path file() {
        return file;
    }
}
