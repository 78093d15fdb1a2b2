package dev.ordersaga.payment.reconciliation;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.util.List;

/** Operator alerts about open findings of reconciliation. */
record OpenFindingAlerts(ReconciliationStore store) implements OperatorAlertSource {

    @Override
    public String kind() {
        return "finding";
    }

    @Override
    public long count() {
        return store.open().size();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return store.open().stream()
                .limit(limit)
                .map(finding -> new OperatorAlert(
                        kind(),
                        finding.orderId() == null
                                ? finding.reference()
                                : finding.orderId().toString(),
                        finding.firstSeen(),
                        "%s %s: %s".formatted(finding.kind(), finding.reference(), finding.what())))
                .toList();
    }
}
