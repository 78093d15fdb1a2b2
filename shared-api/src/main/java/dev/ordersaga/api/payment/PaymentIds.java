package dev.ordersaga.api.payment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Derives a payment's identifier from its order's, so that a repeated request never starts a second payment. */
public final class PaymentIds {

    private static final long VARIANT_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long IETF_VARIANT = 0x8000_0000_0000_0000L;

    private PaymentIds() {}

    /** Deterministic; keeps the order's time prefix (UUIDv7), so that both are close to each other in every index. */
    public static UUID forOrder(UUID orderId) {
        long hash = ByteBuffer.wrap(sha256("payment:" + orderId)).getLong();
        return new UUID(orderId.getMostSignificantBits(), (hash & VARIANT_BITS) | IETF_VARIANT);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
