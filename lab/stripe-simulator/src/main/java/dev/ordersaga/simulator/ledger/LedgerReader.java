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

/** Reads a ledger from its beginning, transaction by transaction, and finds where a crash tore it. */
final class LedgerReader {

    /** Takes one whole transaction. */
    interface Sink {
        void transaction(List<LedgerLine> lines, LedgerPosition last);
    }

    private final Path file;
    private final JsonMapper json;
    private final Sink sink;
    private final List<LedgerLine> open = new ArrayList<>();
    private long offset;
    private long lastNumber;
    private long wholeEnd;
    private long wholeNumber;
    private boolean torn;

    LedgerReader(Path file, JsonMapper json, Sink sink) {
        this.file = file;
        this.json = json;
        this.sink = sink;
    }

    /** Hands every whole transaction to the sink. */
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

    /** Bytes up to the end of the last whole transaction: what lies behind was never answered. */
    long wholeEnd() {
        return wholeEnd;
    }

    /** Number of the last line of the last whole transaction, 0 for an empty ledger. */
    long wholeNumber() {
        return wholeNumber;
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
            sink.transaction(List.copyOf(open), new LedgerPosition(offset, bytes.length));
            open.clear();
            wholeEnd = offset + bytes.length + 1;
            wholeNumber = lastNumber;
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
