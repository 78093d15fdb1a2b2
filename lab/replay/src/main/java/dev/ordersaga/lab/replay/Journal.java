package dev.ordersaga.lab.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each invoice ended as, one JSON object per line, written as it happens. The first line names the replay it
 * belongs to, so that a journal is never continued by another one.
 */
final class Journal implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Writer writer;
    private final ReentrantLock oneLineAtATime = new ReentrantLock();

    private Journal(Writer writer) {
        this.writer = writer;
    }

    /** The replay that a journal belongs to: its input and every option that changes what is sent. */
    record Header(String service, String input, String options) {}

    /** Starts anew; what the file held is gone. */
    static Journal begin(Path file, Header header) {
        return open(file, JSON.writeValueAsString(header), StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Goes on at the end of an existing file, on a line of its own even if its writer was killed within one. */
    static Journal goOn(Path file) {
        return open(file, "", StandardOpenOption.APPEND);
    }

    private static Journal open(Path file, String firstLine, StandardOpenOption how) {
        try {
            Journal journal = new Journal(
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how));
            journal.write(firstLine);
            return journal;
        } catch (IOException | UncheckedIOException e) {
            throw new InputException("Cannot write the journal " + file + ": " + e, e);
        }
    }

    /**
     * The last outcome of each invoice. A line that was cut off counts as not written: sending again does no harm.
     *
     * @throws InputException when the file is not there or belongs to another replay
     */
    static Map<String, Outcome> read(Path file, Header header) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            requireSame(file, header, lines.readLine());
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                Outcome outcome = parse(line, Outcome.class);
                if (outcome != null) {
                    outcomes.put(outcome.invoice(), outcome);
                }
            }
        } catch (IOException e) {
            throw new InputException("Cannot read the journal " + file + ": " + e, e);
        }
        return outcomes;
    }

    private static void requireSame(Path file, Header header, @Nullable String firstLine) {
        Header found = firstLine == null ? null : parse(firstLine, Header.class);
        if (!header.equals(found)) {
            throw new InputException(
                    "The journal " + file + " belongs to another replay: " + found + ", this is " + header);
        }
    }

    private static <T> @Nullable T parse(String line, Class<T> type) {
        try {
            return line.isBlank() ? null : JSON.readValue(line, type);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Keeps an outcome, on disk when this returns (as far as the operating system goes). */
    void append(Outcome outcome) {
        write(JSON.writeValueAsString(outcome));
    }

    private void write(String line) {
        oneLineAtATime.lock();
        try {
            writer.write(line + '\n');
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written", e);
        } finally {
            oneLineAtATime.unlock();
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be written", e);
        }
    }
}
