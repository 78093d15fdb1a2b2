package dev.ordersaga.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * The log file of the embedded PostgreSQL and of the program that creates its data directory.
 *
 * @param file appended to by those processes
 */
record PostgresLog(Path file) {

    private static final int LAST_LINES = 10;

    /** What a server that is starting writes for each client that comes too early. */
    private static final String REFUSED_CLIENT = "FATAL:  the database system is ";

    /** Begins an empty file. */
    void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The last lines, for an error message. */
    String tail() {
        return String.join("\n", lastLines());
    }

    /** The last line that tells how far it is. */
    String lastLine() {
        Deque<String> lines = lastLines();
        return lines.isEmpty() ? "" : lines.getLast();
    }

    private Deque<String> lastLines() {
        Deque<String> last = new ArrayDeque<>();
        if (!Files.exists(file)) {
            return last;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> !line.isBlank() && !line.contains(REFUSED_CLIENT))
                    .forEach(line -> {
                        last.addLast(line);
                        if (last.size() > LAST_LINES) {
                            last.removeFirst();
                        }
                    });
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
