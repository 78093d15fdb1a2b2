package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.PaymentProviders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The production classes of reconciliation on an in-memory store, for model tests. */
public final class ReconciliationHarness {

    private static final ReconciliationSettings SETTINGS = new ReconciliationSettings(
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofHours(24),
            Duration.ofDays(99));

    private final InMemoryReconciliationStore store = new InMemoryReconciliationStore();
    private final Reconciliation reconciliation;

    public ReconciliationHarness(
            PaymentProviders providers, PaymentReader payments, OutcomeRecorder recorder, Clock clock) {
        reconciliation = new Reconciliation(providers, payments, recorder, store, clock, SETTINGS);
    }

    public void clear() {
        store.clear();
    }

    public void reconcileRecent() {
        reconciliation.reconcileRecent();
    }

    public void reconcileAll() {
        reconciliation.reconcileAll();
    }

    /** Open findings. */
    public List<String> findings() {
        return store.findings();
    }

    /** Number of charges that were voided or refunded because no payment accounted for them. */
    public int unmatchedCharges() {
        return store.unmatched();
    }
}
