package dev.ordersaga.payment.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * State of reconciliation, for operators.
 *
 * @param lastRuns the last run with each provider that has records; none before the first
 * @param open findings that need a manual check, the oldest first
 * @param totals by provider, day and currency, the newest first
 */
record ReconciliationReport(List<Run> lastRuns, List<Finding> open, List<Total> totals) {

    /**
     * One reconciliation with one provider.
     *
     * @param isFull whether it covered the full window, with totals
     * @param charges number of charges that were listed
     * @param refunds number of refunds that were listed
     * @param updated number of outcomes that were recorded here
     * @param unmatched number of charges that were voided or refunded, since no payment accounts for them
     * @param mismatches number of differences that need a manual check
     */
    record Run(
            String provider,
            Instant startedAt,
            Instant endedAt,
            boolean isFull,
            Instant from,
            Instant before,
            int charges,
            int refunds,
            int updated,
            int unmatched,
            int mismatches) {}

    /**
     * A difference between the provider's records and this system's.
     *
     * @param orderId null if the provider's object names none that can be read
     */
    record Finding(
            String provider,
            String reference,
            String kind,
            @Nullable UUID orderId,
            String what,
            Instant firstSeen,
            Instant lastSeen) {}

    /** Amounts of one day in minor units, by the provider's records and by this system's. */
    record Total(
            String provider,
            LocalDate day,
            String currency,
            long providerCaptured,
            long ownCaptured,
            long providerRefunded,
            long ownRefunded) {

        /** The net amount that the provider holds beyond this system's records; negative if it holds less. */
        @JsonProperty
        public long difference() {
            return (providerCaptured - providerRefunded) - (ownCaptured - ownRefunded);
        }

        Total plus(Total other) {
            return new Total(
                    provider,
                    day,
                    currency,
                    providerCaptured + other.providerCaptured,
                    ownCaptured + other.ownCaptured,
                    providerRefunded + other.providerRefunded,
                    ownRefunded + other.ownRefunded);
        }
    }
}
