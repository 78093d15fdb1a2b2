package dev.ordersaga.eventstore.copy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows in PostgreSQL's binary COPY format. */
public final class CopyRows {

    /** Signature, no flags, no header extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;
    private static final short END = -1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final short columns;

    public CopyRows(int columns) {
        this.columns = (short) columns;
        out.writeBytes(HEADER);
    }

    /** Begins a row: exactly its columns must follow. */
    public CopyRows row() {
        return raw(shortBuffer(columns));
    }

    public CopyRows uuid(UUID value) {
        return raw(ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits()));
    }

    public CopyRows text(@Nullable String value) {
        return value == null
                ? raw(ByteBuffer.allocate(Integer.BYTES).putInt(NULL))
                : bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    public CopyRows bigint(long value) {
        return raw(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(Long.BYTES)
                .putLong(value));
    }

    public CopyRows bool(boolean value) {
        return raw(ByteBuffer.allocate(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0)));
    }

    /** A column of the type {@code timestamptz}. */
    public CopyRows timestamp(Instant value) {
        return bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    public CopyRows bytea(byte[] value) {
        raw(ByteBuffer.allocate(Integer.BYTES).putInt(value.length));
        out.writeBytes(value);
        return this;
    }

    /** All rows; none can be added afterwards. */
    public byte[] toByteArray() {
        return raw(shortBuffer(END)).out.toByteArray();
    }

    /**
     * Adds rows to a table, in the running transaction.
     *
     * @param columns their names, separated by commas
     */
    public static void addTo(String table, String columns, byte[] rows, JdbcTemplate jdbc) {
        String copy = "COPY " + table + " (" + columns + ") FROM STDIN (FORMAT binary)";
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new ByteArrayInputStream(rows));
            } catch (IOException e) {
                throw new UncheckedIOException("an array cannot be read", e);
            }
        });
    }

    private static ByteBuffer shortBuffer(short value) {
        return ByteBuffer.allocate(Short.BYTES).putShort(value);
    }

    private CopyRows raw(ByteBuffer buffer) {
        out.writeBytes(buffer.array());
        return this;
    }
}
