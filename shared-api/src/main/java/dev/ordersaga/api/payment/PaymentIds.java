package dev.ordersaga.api.payment;

import java.util.UUID;

/**
 * Derives a payment's identifier from its order's, so that a repeated request never starts a second payment. The two
 * kinds of identifiers cannot collide: an order has a UUID of the RFC 9562 variant, a payment the same one with the
 * variant that RFC 9562 reserves.
 */
public final class PaymentIds {

    private static final int RFC_9562 = 2;
    private static final long RESERVED_VARIANT = 0x4000_0000_0000_0000L;

    private PaymentIds() {}

    /** Deterministic and reversible: two orders never have one payment. */
    public static UUID forOrder(UUID orderId) {
        if (!isOrderId(orderId)) {
            throw new IllegalArgumentException("not an order's identifier: " + orderId);
        }
        return new UUID(orderId.getMostSignificantBits(), orderId.getLeastSignificantBits() | RESERVED_VARIANT);
    }

    /** Whether an order may have this identifier; false for those of payments. */
    public static boolean isOrderId(UUID id) {
        return id.variant() == RFC_9562;
    }
}
