package dev.ordersaga.simulator.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only ledger file. {@link #append} is for one thread at a time; {@link #force} is thread-safe, and one
 * flush of the disk serves all waiting threads (group commit).
 */
public final class Ledger implements AutoCloseable {

    /** Receives the complete transactions of an existing file, oldest first. */
    public interface Replay {
        /** @param last position of the line with the detail */
        void transaction(List<LedgerLine> lines, LedgerPosition last);
    }

    private static final int COPY_CHUNK = 1 << 16;

    private final Path file;
    private final JsonMapper json;
    private final FileChannel channel;
    private final ReentrantLock forcing = new ReentrantLock();
    private volatile long end;
    private volatile long forcedEnd;
    private volatile @Nullable IOException broken;
    private long lastNumber;

    private Ledger(Path file, JsonMapper json, FileChannel channel) {
        this.file = file;
        this.json = json;
        this.channel = channel;
    }

    /**
     * Opens or creates the file, replays the complete transactions and truncates an incomplete end.
     *
     * @throws LedgerException when another process uses it, or when more than its end is damaged
     */
    public static Ledger open(Path file, JsonMapper json, Replay replay) {
        try {
            boolean isNew = !Files.exists(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Ledger ledger = new Ledger(file, json, channel);
            ledger.lock();
            ledger.recover(replay);
            if (isNew) {
                forceFolder(file);
            }
            return ledger;
        } catch (IOException e) {
            throw new LedgerException("cannot open the ledger " + file, e);
        }
    }

    /** Number of the next line. */
    public long nextNumber() {
        return lastNumber + 1;
    }

    /**
     * Writes one transaction; it is not durable before {@link #force}.
     *
     * @param postings at least one
     * @param detail state after the transaction, for replay
     * @return position of the line with the detail
     */
    public LedgerPosition append(Instant t, List<Posting> postings, @Nullable JsonNode detail) {
        if (broken != null) {
            throw new LedgerException("the ledger " + file + " could not be written before", broken);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int lastStart = 0;
        for (int i = 0; i < postings.size(); i++) {
            boolean last = i == postings.size() - 1;
            lastStart = bytes.size();
            bytes.writeBytes(json.writeValueAsBytes(
                    new LedgerLine(lastNumber + 1 + i, t, postings.get(i), last ? null : true, last ? detail : null)));
            bytes.write('\n');
        }
        LedgerPosition position = new LedgerPosition(end + lastStart, bytes.size() - lastStart - 1);
        write(ByteBuffer.wrap(bytes.toByteArray()));
        lastNumber += postings.size();
        return position;
    }

    /** Forces everything appended before the call to the disk. */
    public void force() {
        long wanted = end;
        if (forcedEnd >= wanted) {
            return;
        }
        forcing.lock();
        try {
            if (forcedEnd < wanted) {
                long written = end;
                channel.force(false);
                forcedEnd = written;
            }
        } catch (IOException e) {
            broken = e;
            throw new LedgerException("cannot force the ledger " + file, e);
        } finally {
            forcing.unlock();
        }
    }

    /** Reads one line. */
    public LedgerLine read(LedgerPosition position) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(position.length());
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position.offset() + bytes.position()) < 0) {
                    throw new LedgerException("the ledger " + file + " is shorter than it was", null);
                }
            }
            return json.readValue(bytes.array(), LedgerLine.class);
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + file, e);
        }
    }

    /** Copies the part that is on the disk at the time of the call. */
    public void copyTo(OutputStream out) throws IOException {
        long until = forcedEnd;
        ByteBuffer chunk = ByteBuffer.allocate(COPY_CHUNK);
        for (long at = 0; at < until; at += chunk.position()) {
            chunk.clear().limit((int) Math.min(COPY_CHUNK, until - at));
            if (channel.read(chunk, at) < 0) {
                return;
            }
            out.write(chunk.array(), 0, chunk.position());
        }
    }

    /** False after a failed write: no more requests can be accepted. */
    public boolean isHealthy() {
        return broken == null && channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lock() throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new LedgerException("the ledger " + file + " is in use in this process", e);
        }
        channel.close();
        throw new LedgerException("the ledger " + file + " is in use by another process", null);
    }

    private void recover(Replay replay) throws IOException {
        LedgerReader reader = new LedgerReader(file, json, replay);
        try {
            reader.readAll();
        } catch (LedgerException e) {
            channel.close();
            throw e;
        }
        if (channel.size() > reader.committedEnd()) {
            channel.truncate(reader.committedEnd());
            channel.force(true);
        }
        end = reader.committedEnd();
        forcedEnd = end;
        lastNumber = reader.committedNumber();
    }

    private void write(ByteBuffer bytes) {
        try {
            long at = end;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            end = at;
        } catch (IOException e) {
            broken = e;
            throw new LedgerException("cannot write the ledger " + file, e);
        }
    }

    private static void forceFolder(Path file) throws IOException {
        try (FileChannel folder =
                FileChannel.open(file.toAbsolutePath().normalize().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
