package dev.ordersaga.benchmarks.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The clock of one process, which can be set wrong while it runs, by Debian's libfaketime. */
final class FalseClock {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

    private final Path file;

    /** @param file says how wrong it is */
    FalseClock(Path file) throws IOException {
        this.file = file;
        setWrongBy(0);
    }

    /** Empty where it is not installed. */
    static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }

    /** Takes effect within a second. */
    void setWrongBy(int seconds) throws IOException {
        Files.writeString(file, "%+d%n".formatted(seconds));
    }

    /** What a process with this clock is started with; nothing where clocks cannot be wrong. */
    List<String> launching() {
        return library()
                .map(path -> List.of(
                        "env",
                        "LD_PRELOAD=" + path,
                        "FAKETIME_TIMESTAMP_FILE=" + file,
                        "FAKETIME_CACHE_DURATION=1",
                        "DONT_FAKE_MONOTONIC=1"))
                .orElse(List.of());
    }
}
