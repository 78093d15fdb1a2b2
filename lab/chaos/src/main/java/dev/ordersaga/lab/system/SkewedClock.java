package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Clock offset of one process, adjustable while it runs; the module skewed-clock reads it from the file. */
public final class SkewedClock {

    private final Path file;

    SkewedClock(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        setOffset(0);
    }

    /** Takes effect within a second. */
    public void setOffset(int seconds) throws IOException {
        Files.writeString(file, "%d%n".formatted(seconds));
    }

    Path file() {
        return file;
    }
}
