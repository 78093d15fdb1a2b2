package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.reconciliation.ReconciliationReport.Run;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Where the time range of a reconciliation begins, so that no object is left out, however long no run has succeeded. */
record ReconciliationWindow(ReconciliationStore store, ReconciliationSettings settings) {

    /** Everything since the last successful run; without one, no charge of ours is older than the first event. */
    Instant ofRecent(String provider, Instant before) {
        Instant window = before.minus(settings.fullWindow());
        return store.lastRun(provider)
                .map(Run::before)
                .or(() -> store.firstEventAt().map(first -> earlier(first, window)))
                .map(until -> until.minus(settings.overlap()))
                .orElse(window);
    }

    /** Whole days only: a part of a day would replace that day's sums by smaller ones. */
    Instant ofAll(String provider, Instant before) {
        return earlier(before.minus(settings.fullWindow()), ofRecent(provider, before))
                .truncatedTo(ChronoUnit.DAYS);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
