package dev.ordersaga.simulator.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log of JSON lines beside the ledger, for diagnosis only. Written immediately, so that it survives a killed process,
 * but not forced to the disk.
 */
public final class LogFile implements AutoCloseable {

    private final Path file;
    private final JsonMapper json;
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();

    private LogFile(Path file, JsonMapper json, OutputStream out) {
        this.file = file;
        this.json = json;
        this.out = out;
    }

    /** Opens or creates the file; an incomplete last line is terminated. */
    public static LogFile open(Path file, JsonMapper json) {
        try {
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (endsInsideALine(file)) {
                out.write('\n');
            }
            return new LogFile(file, json, out);
        } catch (IOException e) {
            throw new LedgerException("cannot open the log " + file, e);
        }
    }

    /** Writes one line; a no-op after {@link #close}. */
    public void write(Object line) {
        byte[] bytes = (json.writeValueAsString(line) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        lock.lock();
        try {
            out.write(bytes);
        } catch (java.nio.channels.ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new LedgerException("cannot write the log " + file, e);
        } finally {
            lock.unlock();
        }
    }

    /** All valid lines. */
    public List<JsonNode> lines() {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).mapMulti(this::parsed).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the file. */
    public void copyTo(OutputStream target) throws IOException {
        Files.copy(file, target);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parsed(String line, java.util.function.Consumer<JsonNode> sink) {
        try {
            sink.accept(json.readTree(line));
        } catch (JacksonException e) {
            // Incomplete after a crash: skipped.
            return;
        }
    }

    private static boolean endsInsideALine(Path file) throws IOException {
        try (var channel = Files.newByteChannel(file)) {
            if (channel.size() == 0) {
                return false;
            }
            var last = java.nio.ByteBuffer.allocate(1);
            channel.position(channel.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }
}
