package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentProviders;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reconciliation of this system's payments with the records of every enabled provider that has some: outcomes that are
 * not recorded here are recorded as an answer would be, unmatched charges are voided or refunded, and other differences
 * become findings that need a manual check.
 */
final class Reconciliation {

    private final PaymentProviders providers;
    private final PaymentReader payments;
    private final OutcomeRecorder recorder;
    private final ReconciliationStore store;
    private final Clock clock;
    private final ReconciliationSettings settings;

    Reconciliation(
            PaymentProviders providers,
            PaymentReader payments,
            OutcomeRecorder recorder,
            ReconciliationStore store,
            Clock clock,
            ReconciliationSettings settings) {
        this.providers = providers;
        this.payments = payments;
        this.recorder = recorder;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    /** Reconciles everything since the last run. */
    void reconcileRecent() {
        Instant before = clock.instant().minus(settings.settle());
        forEach(withRecords().iterator(), provider -> {
            Instant from = store.lastRun(provider.name())
                    .map(run -> run.before().minus(settings.overlap()))
                    .orElse(before.minus(settings.fullWindow()));
            run(provider, from, before, false);
        });
    }

    /** Reconciles the full window, with totals. */
    void reconcileAll() {
        Instant before = clock.instant().minus(settings.settle());
        Instant from = before.minus(settings.fullWindow());
        forEach(withRecords().iterator(), provider -> run(provider, from, before, true));
    }

    ReconciliationReport report() {
        var lastRuns = withRecords().stream()
                .map(EnabledProvider::name)
                .map(store::lastRun)
                .flatMap(Optional::stream)
                .toList();
        return new ReconciliationReport(lastRuns, store.open(), store.totals());
    }

    private List<EnabledProvider> withRecords() {
        return providers.all().stream()
                .filter(provider -> provider.records() != null)
                .toList();
    }

    private void run(EnabledProvider provider, Instant from, Instant before, boolean isFull) {
        new ReconciliationRun(provider, payments, recorder, store, clock).run(from, before, isFull);
    }

    /** A provider that fails does not keep the others from being reconciled. */
    private static void forEach(Iterator<EnabledProvider> rest, Consumer<EnabledProvider> work) {
        if (rest.hasNext()) {
            try {
                work.accept(rest.next());
            } finally {
                forEach(rest, work);
            }
        }
    }
}
