package dev.ordersaga.payment.reconciliation;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.execution.ChargeComparison;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.ProviderRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final ReconciliationWindow window;

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
        this.window = new ReconciliationWindow(store, settings);
    }

    /** Reconciles everything since the last run. */
    void reconcileRecent() {
        Instant before = clock.instant().minus(settings.settle());
        forEach(
                withRecords().iterator(),
                provider -> run(provider, window.ofRecent(provider.name(), before), before, false));
    }

    /** Reconciles the full window, with totals; a longer one if no run has succeeded for longer. */
    void reconcileAll() {
        Instant before = clock.instant().minus(settings.settle());
        forEach(
                withRecords().iterator(),
                provider -> run(provider, window.ofAll(provider.name(), before), before, true));
    }

    /**
     * Compares one charge, its refunds and its disputes.
     *
     * @return pause before it is to be compared again; empty if nothing can change at the provider alone
     */
    Optional<Duration> compare(ChargeComparison charge) {
        Optional<EnabledProvider> provider = withRecords().stream()
                .filter(one -> one.name().equals(charge.provider()))
                .findFirst();
        return provider.flatMap(known -> compare(known, charge));
    }

    private Optional<Duration> compare(EnabledProvider provider, ChargeComparison charge) {
        String reference = charge.reference() == null ? recordedReference(charge.orderId()) : charge.reference();
        if (reference == null) {
            return Optional.empty();
        }
        List<ProviderRecord> found = new ArrayList<>();
        requireNonNull(provider.records()).ofCharge(reference, found::add);
        var comparison = new RecordComparison(provider, payments, recorder, store, clock);
        found.forEach(comparison::compare);
        return charge.repeated() ? ChangeableRecords.nextComparison(found, clock.instant()) : Optional.empty();
    }

    private @Nullable String recordedReference(UUID orderId) {
        return payments.ofOrder(orderId)
                .map(payment -> payment.attempt().charge().providerReference())
                .orElse(null);
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
