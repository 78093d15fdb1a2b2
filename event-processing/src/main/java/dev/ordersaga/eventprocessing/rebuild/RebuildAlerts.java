package dev.ordersaga.eventprocessing.rebuild;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.util.List;
import java.util.Objects;

/** Operator alerts for rebuilds that failed. */
record RebuildAlerts(Rebuilds rebuilds) implements OperatorAlertSource {

    @Override
    public String kind() {
        return "rebuild";
    }

    @Override
    public long count() {
        return failed().size();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return failed().stream()
                .limit(limit)
                .map(rebuild -> new OperatorAlert(
                        kind(),
                        rebuild.view(),
                        null,
                        null,
                        Objects.requireNonNullElse(rebuild.finishedAt(), rebuild.startedAt()),
                        "The rebuild failed, and the old view remains: " + rebuild.error(),
                        "Repair the cause, then start it again: POST /operations/rebuilds/{subject}."))
                .toList();
    }

    private List<Rebuild> failed() {
        return rebuilds.list().stream()
                .filter(rebuild -> rebuild.state().equals("FAILED"))
                .toList();
    }
}
