package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.shop.Invoice;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Order to send for an invoice, with its expected result.
 *
 * @param total sum of the rounded lines
 * @param faults what the service must name when it refuses the order; empty when it must accept it
 * @param cancelledBy number of the invoice that cancels it; null when none does
 */
record PlannedOrder(
        Invoice invoice,
        UUID id,
        String paymentMethod,
        BigDecimal total,
        Set<ContractLimits.Fault> faults,
        @Nullable String cancelledBy) {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** Expected status of an order. */
    enum Status {
        /** Refused by the contract; the order does not exist. */
        REFUSED,
        CONFIRMED,
        /** Cancelled after it was confirmed: captured and refunded. */
        CANCELLED,
        /** Rejected; the constant's name is the reason in the service's response. */
        PAYMENT_DECLINED,
        /** Rejected; the constant's name is the reason in the service's response. */
        PAYMENT_TIMED_OUT;

        boolean isCaptured() {
            return this == CONFIRMED || this == CANCELLED;
        }

        boolean isRejected() {
            return this == PAYMENT_DECLINED || this == PAYMENT_TIMED_OUT;
        }
    }

    PlannedOrder withCancelledBy(@Nullable String cancellation) {
        return new PlannedOrder(invoice, id, paymentMethod, total, faults, cancellation);
    }

    Status expectedStatus() {
        if (!faults.isEmpty()) {
            return Status.REFUSED;
        }
        Status afterPayment = PaymentMethods.expectedStatus(paymentMethod);
        return afterPayment == Status.CONFIRMED && cancelledBy != null ? Status.CANCELLED : afterPayment;
    }

    /**
     * Order id of an invoice, the same in every run, so that a second replay repeats the requests of the first: a UUIDv7
     * with the invoice's date and a hash of its number.
     *
     * @param namespace another one results in other ids for the same invoices
     */
    static UUID idOf(Invoice invoice, String namespace) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(namespace + '\n' + invoice.number()));
        long time = invoice.date().toEpochMilli() << 16;
        return new UUID(time | VERSION_7 | (hash.getShort() & 0x0FFFL), VARIANT | (hash.getLong() >>> 2));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
