package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Instant;
import java.util.List;

/** Operator alerts about open findings of reconciliation. */
record OpenFindingAlerts(ReconciliationStore store) implements OperatorAlertSource {

    @Override
    public String kind() {
        return "finding";
    }

    @Override
    public long count() {
        return store.countOpen();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return store.open().stream()
                .limit(limit)
                .map(finding -> new OperatorAlert(
                        kind(),
                        finding.reference(),
                        finding.orderId() == null ? null : finding.orderId().toString(),
                        null,
                        finding.firstSeen(),
                        "%s %s: %s".formatted(finding.kind(), finding.reference(), finding.what()),
                        "Compare the charge in the provider's dashboard with the order. The next reconciliation ends this alert"
                                + " when both agree; close it if the difference is intended."))
                .toList();
    }

    @Override
    public boolean close(String subject, Instant now) {
        return store.accept(subject, now);
    }
}
