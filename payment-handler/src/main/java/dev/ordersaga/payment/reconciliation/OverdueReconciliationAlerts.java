package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.payment.gateway.PaymentProviders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Operator alerts for providers with which no reconciliation has succeeded for three times the pause between two, whatever
 * the reason: it fails each time, or it does not run.
 */
final class OverdueReconciliationAlerts implements OperatorAlertSource {

    private static final int PAUSES = 3;

    private final ReconciliationStore store;
    private final PaymentProviders providers;
    private final ReconciliationSettings settings;
    private final Clock clock;
    private final Instant startedAt;

    OverdueReconciliationAlerts(
            ReconciliationStore store, PaymentProviders providers, ReconciliationSettings settings, Clock clock) {
        this.store = store;
        this.providers = providers;
        this.settings = settings;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public String kind() {
        return "reconciliation";
    }

    @Override
    public long count() {
        return alerts().count();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return alerts().sorted(Comparator.comparing(OperatorAlert::since))
                .limit(limit)
                .toList();
    }

    private Stream<OperatorAlert> alerts() {
        return providers.all().stream()
                .filter(provider -> provider.records() != null)
                .flatMap(provider -> Stream.of(false, true).flatMap(isFull -> alert(provider.name(), isFull)));
    }

    /** Before the first run, the time counts from the start of this process. */
    private Stream<OperatorAlert> alert(String provider, boolean isFull) {
        Duration pause = isFull ? settings.fullEvery() : settings.every();
        Instant last = (isFull ? store.lastFullRun(provider) : store.lastRun(provider))
                .map(ReconciliationReport.Run::endedAt)
                .orElse(startedAt);
        if (!last.plus(pause.multipliedBy(PAUSES)).isBefore(clock.instant())) {
            return Stream.empty();
        }
        String task = isFull ? "reconcile-all" : "reconcile-recent";
        return Stream.of(new OperatorAlert(
                kind(),
                provider + "/" + task,
                null,
                null,
                last,
                "No reconciliation with the provider has succeeded since then: differences are not found.",
                "GET /operations/tasks?name=%s and the log say why it fails; it is tried again every %s."
                        .formatted(task, pause)));
    }
}
