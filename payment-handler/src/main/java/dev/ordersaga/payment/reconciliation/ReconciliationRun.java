package dev.ordersaga.payment.reconciliation;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.PaymentState;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.reconciliation.ReconciliationReport.Run;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One reconciliation with one provider: of all records of a time range, and of those with an open finding. */
final class ReconciliationRun {

    private final String provider;
    private final ProviderRecords records;
    private final PaymentReader payments;
    private final ReconciliationStore store;
    private final Clock clock;
    private final ReconciliationTotals totals;
    private final RecordComparison comparison;

    /** @param provider one that has records */
    ReconciliationRun(
            EnabledProvider provider,
            PaymentReader payments,
            OutcomeRecorder recorder,
            ReconciliationStore store,
            Clock clock) {
        this.provider = provider.name();
        this.records = requireNonNull(provider.records(), "a provider without records cannot be reconciled");
        this.payments = payments;
        this.store = store;
        this.clock = clock;
        this.totals = new ReconciliationTotals(provider.name());
        this.comparison = new RecordComparison(provider, payments, recorder, store, clock);
    }

    /** @param isFull whether totals are stored: the range must then begin with a day */
    void run(Instant from, Instant before, boolean isFull) {
        Instant startedAt = clock.instant();
        records.list(from, before, this::compare);
        comparison.compareOpenFindings();
        if (isFull) {
            store.save(totals.totals(), clock.instant());
        }
        RunCounts counts = comparison.counts();
        store.save(new Run(
                provider,
                startedAt,
                clock.instant(),
                isFull,
                from,
                before,
                counts.charges,
                counts.refunds,
                counts.updated,
                counts.unmatched,
                counts.mismatches));
    }

    private void compare(ProviderRecord found) {
        comparison.compare(found);
        switch (found) {
            case ProviderRecord.OfCharge charge -> totals.add(payment(charge), charge);
            case ProviderRecord.OfRefund refund -> totals.add(payment(refund), refund);
            case ProviderRecord.OfDispute dispute -> {}
            case ProviderRecord.Unreadable unreadable -> {}
        }
    }

    private @Nullable PaymentState payment(ProviderRecord.OfOrder found) {
        return payments.ofOrder(found.orderId()).orElse(null);
    }
}
