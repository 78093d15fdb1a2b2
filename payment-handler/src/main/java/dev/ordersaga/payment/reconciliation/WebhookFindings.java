package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.payment.reconciliation.ChargeMatch.Kind;
import java.time.Clock;

/** Findings about webhooks that could not be followed up: the next reconciliations look their objects up again. */
public final class WebhookFindings {

    private final ReconciliationStore store;
    private final Clock clock;

    WebhookFindings(ReconciliationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Stores a finding.
     *
     * @param type the provider's event type
     * @param reference the provider's id of the object
     */
    public void report(String provider, String type, String reference) {
        String what = "a webhook '" + type + "' could not be followed up";
        store.saveFinding(new NewFinding(provider, Kind.WEBHOOK, reference, null, what), clock.instant());
    }
}
