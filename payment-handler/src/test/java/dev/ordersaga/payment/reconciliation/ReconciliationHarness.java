package dev.ordersaga.payment.reconciliation;

import com.github.kagkarlsson.scheduler.task.Task;
import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.execution.UnknownCharges;
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
            Duration.ofDays(8));

    private final InMemoryReconciliationStore store;
    private final Reconciliation reconciliation;
    private final Clock clock;

    /** Findings of a model, which other parts of it need before there is a reconciliation. */
    public static final class Findings {

        private final InMemoryReconciliationStore store = new InMemoryReconciliationStore();
        private final Clock clock;

        public Findings(Clock clock) {
            this.clock = clock;
        }

        public UnknownCharges unknownCharges() {
            return orderId -> store.ordersWithUnknownCharges().contains(orderId);
        }

        /** Open findings. */
        public List<String> open() {
            return store.findings();
        }

        public WebhookFindings ofWebhooks() {
            return new WebhookFindings(store, clock);
        }
    }

    public ReconciliationHarness(
            PaymentProviders providers, PaymentReader payments, OutcomeRecorder recorder, Findings findings) {
        store = findings.store;
        clock = findings.clock;
        reconciliation = new Reconciliation(providers, payments, recorder, store, clock, SETTINGS);
    }

    /** Forgets everything; the first event is stored now. */
    public void begin() {
        store.begin(clock.instant());
    }

    public Task<?> chargeComparisonTask() {
        return ChargeComparisonTask.of(reconciliation, clock);
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
