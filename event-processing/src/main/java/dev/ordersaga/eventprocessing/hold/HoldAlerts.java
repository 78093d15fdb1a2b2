package dev.ordersaga.eventprocessing.hold;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.util.List;

/** Operator alert while the system is on hold. */
record HoldAlerts(Hold hold) implements OperatorAlertSource {

    @Override
    public String kind() {
        return "hold";
    }

    @Override
    public long count() {
        return hold.current().isPresent() ? 1 : 0;
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return hold.current().stream()
                .map(now -> new OperatorAlert(
                        kind(),
                        now.name(),
                        null,
                        null,
                        now.since(),
                        "The system is on hold: no provider call that moves money is made, and no deadline fires.",
                        "Reconcile with the providers and follow the findings up, then POST /operations/hold/release."))
                .toList();
    }
}
