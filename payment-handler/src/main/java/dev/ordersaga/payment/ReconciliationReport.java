package dev.ordersaga.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators get to see of the comparisons with the provider.
 *
 * @param lastRun null before the first
 * @param open findings that a person has to look at, the oldest first
 * @param totals both books by day and currency, the newest first
 */
record ReconciliationReport(@Nullable Run lastRun, List<Finding> open, List<Total> totals) {

    /** One comparison: what was compared, and what came of it. */
    record Run(
            Instant startedAt,
            Instant endedAt,
            boolean isFull,
            Instant from,
            Instant before,
            int charges,
            int refunds,
            int learned,
            int orphans,
            int mismatches) {}

    /** Something that is wrong at the provider or here. */
    record Finding(String reference, String kind, UUID orderId, String what, Instant firstSeen, Instant lastSeen) {}

    /** One day's money of both books, in minor units. The nets agree if the books do. */
    record Total(
            LocalDate day,
            String currency,
            long providerCaptured,
            long ownCaptured,
            long providerRefunded,
            long ownRefunded) {

        /** What the provider holds beyond what we think it holds; less than nothing if it holds less. */
        public long difference() {
            return (providerCaptured - providerRefunded) - (ownCaptured - ownRefunded);
        }

        Total plus(Total other) {
            return new Total(
                    day,
                    currency,
                    providerCaptured + other.providerCaptured,
                    ownCaptured + other.ownCaptured,
                    providerRefunded + other.providerRefunded,
                    ownRefunded + other.ownRefunded);
        }
    }
}
