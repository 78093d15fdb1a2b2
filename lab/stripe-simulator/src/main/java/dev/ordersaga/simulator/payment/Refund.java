package dev.ordersaga.simulator.payment;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe Refund.
 *
 * @param amount minor units
 * @param reason null when the caller gave none
 * @param failureReason null unless it failed
 * @param release true when it releases an authorization that was not captured
 */
public record Refund(
        String id,
        String intentId,
        String chargeId,
        Instant created,
        long amount,
        String currency,
        @Nullable String reason,
        Map<String, String> metadata,
        Status status,
        @Nullable String failureReason,
        boolean release) {

    /** As on the wire, but in upper case. */
    public enum Status {
        PENDING,
        /** The customer has to name a bank account first. */
        REQUIRES_ACTION,
        SUCCEEDED,
        FAILED,
        CANCELED;

        /** A refund can fail even after it has succeeded; it is canceled only while it waits for the customer. */
        public boolean canBecome(Status next) {
            return switch (this) {
                case PENDING -> next == SUCCEEDED || next == FAILED;
                case REQUIRES_ACTION -> next == SUCCEEDED || next == FAILED || next == CANCELED;
                case SUCCEEDED -> next == FAILED;
                case FAILED, CANCELED -> false;
            };
        }
    }

    public static Refund of(String id, PaymentIntent intent, Instant now, long amount, @Nullable String reason) {
        return new Refund(
                id,
                intent.id(),
                intent.latestCharge().id(),
                now,
                amount,
                intent.terms().currency(),
                reason,
                Map.of(),
                Status.SUCCEEDED,
                null,
                true);
    }

    public Refund withStatus(Status next, @Nullable String why) {
        return new Refund(id, intentId, chargeId, created, amount, currency, reason, metadata, next, why, release);
    }
}
