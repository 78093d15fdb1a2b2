package dev.ordersaga.orderstatus.web;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.orderstatus.view.OrderSearch.Place;
import dev.ordersaga.orderstatus.view.OrderSummary;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * The end of a page, in letters that mean nothing to a client: a form number, microseconds since 1970, and the order's
 * id. Microseconds are what the table keeps.
 */
final class ListCursor {

    private static final byte FORM = 1;
    private static final int BYTES = Byte.BYTES + 3 * Long.BYTES;
    /** The end of the year 9999: no order is later, and the database knows no time that is much later. */
    private static final long MOST_MICROS =
            ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private ListCursor() {}

    static String behind(OrderSummary order) {
        return ENCODER.encodeToString(ByteBuffer.allocate(BYTES)
                .put(FORM)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, order.placedAt()))
                .putLong(order.orderId().getMostSignificantBits())
                .putLong(order.orderId().getLeastSignificantBits())
                .array());
    }

    /** @throws ProblemException {@link HttpProblem#INVALID_QUERY} for a text that no page of ours had */
    static Place read(String cursor) {
        ByteBuffer bytes = ByteBuffer.wrap(decode(cursor));
        if (bytes.remaining() != BYTES || bytes.get() != FORM) {
            throw invalid();
        }
        long micros = bytes.getLong();
        if (micros < 0 || micros > MOST_MICROS) {
            throw invalid();
        }
        return new Place(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(bytes.getLong(), bytes.getLong()));
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
