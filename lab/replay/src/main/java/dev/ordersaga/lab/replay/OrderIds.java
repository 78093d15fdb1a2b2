package dev.ordersaga.lab.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The order id that belongs to an invoice, the same in every run: shaped like a UUIDv7, with the invoice's date in front
 * and a hash of its number behind, so that a second replay meets the orders of the first.
 */
final class OrderIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final String namespace;

    /** Another namespace gives other orders for the same file. */
    OrderIds(String namespace) {
        this.namespace = namespace;
    }

    UUID of(Invoice invoice) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(namespace + '\n' + invoice.number()));
        long time = invoice.date().toEpochMilli() << 16;
        long high = time | VERSION_7 | (hash.getShort() & 0x0FFFL);
        long low = VARIANT | (hash.getLong() >>> 2);
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
