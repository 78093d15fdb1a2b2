package dev.ordersaga.simulator.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Stripe Dispute of a charge: a chargeback, or an inquiry, which withdraws nothing yet.
 *
 * @param amount minor units of {@code currency}, which can differ from the charge's
 * @param reason given by the customer's bank, for example {@code fraudulent}
 * @param dueBy until when the merchant can submit evidence
 */
public record Dispute(
        String id,
        String intentId,
        String chargeId,
        Instant created,
        long amount,
        String currency,
        Status status,
        @Nullable String reason,
        @Nullable Instant dueBy) {

    /** As on the wire, but in upper case. */
    public enum Status {
        WARNING_NEEDS_RESPONSE,
        WARNING_UNDER_REVIEW,
        WARNING_CLOSED,
        NEEDS_RESPONSE,
        UNDER_REVIEW,
        WON,
        LOST;

        public boolean isInquiry() {
            return switch (this) {
                case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW, WARNING_CLOSED -> true;
                case NEEDS_RESPONSE, UNDER_REVIEW, WON, LOST -> false;
            };
        }

        public boolean isOpen() {
            return switch (this) {
                case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW, NEEDS_RESPONSE, UNDER_REVIEW -> true;
                case WARNING_CLOSED, WON, LOST -> false;
            };
        }

        /** Whether the amount is withdrawn, so that it cannot be refunded too. */
        public boolean isWithdrawn() {
            return switch (this) {
                case NEEDS_RESPONSE, UNDER_REVIEW, LOST -> true;
                case WARNING_NEEDS_RESPONSE, WARNING_UNDER_REVIEW, WARNING_CLOSED, WON -> false;
            };
        }
    }

    public Dispute with(Status next) {
        return new Dispute(id, intentId, chargeId, created, amount, currency, next, reason, dueBy);
    }
}
