package dev.ordersaga.simulator.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a ledger from its start, transaction by transaction, and finds an incomplete end after a crash. */
final class LedgerReader {

    private final Path file;
    private final JsonMapper json;
    private final Ledger.Replay replay;
    private final List<LedgerLine> open = new ArrayList<>();
    private long offset;
    private long lastNumber;
    private long committedEnd;
    private long committedNumber;
    private boolean torn;

    LedgerReader(Path file, JsonMapper json, Ledger.Replay replay) {
        this.file = file;
        this.json = json;
        this.replay = replay;
    }

    /** Passes every complete transaction to the replay. */
    void readAll() {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    accept(line.toByteArray());
                    offset += line.size() + 1L;
                    line.reset();
                } else {
                    line.write(b);
                }
            }
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + file, e);
        }
    }

    /** End of the last complete transaction in bytes; no response was sent for anything behind it. */
    long committedEnd() {
        return committedEnd;
    }

    /** Number of the last line of the last complete transaction, 0 for an empty ledger. */
    long committedNumber() {
        return committedNumber;
    }

    private void accept(byte[] bytes) {
        if (torn) {
            throw new LedgerException("the ledger " + file + " has an unreadable line that is not its last one", null);
        }
        LedgerLine line = parse(bytes);
        if (line == null) {
            torn = true;
            return;
        }
        if (line.n() != lastNumber + 1) {
            throw new LedgerException("the ledger " + file + " goes from line " + lastNumber + " to " + line.n(), null);
        }
        lastNumber = line.n();
        open.add(line);
        if (!Boolean.TRUE.equals(line.more())) {
            replay.transaction(List.copyOf(open), new LedgerPosition(offset, bytes.length));
            open.clear();
            committedEnd = offset + bytes.length + 1;
            committedNumber = lastNumber;
        }
    }

    private @Nullable LedgerLine parse(byte[] bytes) {
        try {
            return json.readValue(bytes, LedgerLine.class);
        } catch (JacksonException e) {
            return null;
        }
    }
}
