package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * How long records can still change at the provider without a request of this system: a dispute until the bank has
 * decided, and a refund while banks return those that they cannot deliver.
 */
final class ChangeableRecords {

    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration REFUNDS_ARE_RETURNED_FOR = Duration.ofDays(35);

    private ChangeableRecords() {}

    /** Pause before the next comparison; empty if none of these can change. */
    static Optional<Duration> nextComparison(Collection<ProviderRecord> records, Instant now) {
        return records.stream()
                .map(found -> nextComparison(found, now))
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    private static Optional<Duration> nextComparison(ProviderRecord found, Instant now) {
        Duration age = Duration.between(found.createdAt(), now);
        return switch (found) {
            case ProviderRecord.OfCharge charge -> Optional.empty();
            case ProviderRecord.OfRefund refund ->
                refund.answer() instanceof RefundAnswer.Succeeded && age.compareTo(REFUNDS_ARE_RETURNED_FOR) < 0
                        ? Optional.of(longer(age.dividedBy(2)))
                        : Optional.empty();
            case ProviderRecord.OfDispute dispute ->
                dispute.answer().outcome() == null ? Optional.of(DAILY) : Optional.empty();
            case ProviderRecord.Unreadable unreadable -> Optional.empty();
        };
    }

    private static Duration longer(Duration pause) {
        return pause.compareTo(DAILY) > 0 ? pause : DAILY;
    }
}
