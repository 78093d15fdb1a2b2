package dev.ordersaga.orderstatus.web;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.orderstatus.view.OrderSearch.PageKey;
import dev.ordersaga.orderstatus.view.OrderSummary;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Opaque cursor of keyset pagination, Base64url: a format number, microseconds since 1970 (the precision of the table), and the
 * order's id.
 */
public final class ListCursor {

    private static final byte FORMAT = 1;
    private static final int BYTES = Byte.BYTES + 3 * Long.BYTES;
    /** The end of the year 9999: no order is later, and PostgreSQL has no much later timestamp. */
    private static final long MAX_MICROS =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private ListCursor() {}

    static String after(OrderSummary order) {
        return after(new PageKey(order.placedAt(), order.orderId()));
    }

    public static String after(PageKey order) {
        return ENCODER.encodeToString(ByteBuffer.allocate(BYTES)
                .put(FORMAT)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, order.placedAt()))
                .putLong(order.orderId().getMostSignificantBits())
                .putLong(order.orderId().getLeastSignificantBits())
                .array());
    }

    /** @throws ProblemException {@link HttpProblem#INVALID_QUERY} for a text that is not a cursor of this API */
    public static PageKey parse(String cursor) {
        ByteBuffer bytes = ByteBuffer.wrap(decode(cursor));
        if (bytes.remaining() != BYTES || bytes.get() != FORMAT) {
            throw invalid();
        }
        long micros = bytes.getLong();
        if (micros < 0 || micros > MAX_MICROS) {
            throw invalid();
        }
        return new PageKey(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong()));
    }

    private static byte[] decode(String cursor) {
        try {
            return DECODER.decode(cursor);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(
                HttpProblem.INVALID_QUERY, "cursor is not one that a Link header of this list gave.");
    }
}
