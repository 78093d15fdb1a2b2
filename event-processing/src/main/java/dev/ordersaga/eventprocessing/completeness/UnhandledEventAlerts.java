package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.util.List;

/** Events that were passed without a trace. */
final class UnhandledEventAlerts implements OperatorAlertSource {

    private final UnhandledEvents gaps;

    UnhandledEventAlerts(UnhandledEvents gaps) {
        this.gaps = gaps;
    }

    @Override
    public String kind() {
        return "unhandled-event";
    }

    @Override
    public long count() {
        return gaps.countOpen();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return gaps.open(limit).stream()
                .map(gap -> new OperatorAlert(
                        kind(),
                        gap.sequence(),
                        gap.foundAt(),
                        "%s has passed event %d: %s".formatted(gap.check(), gap.position(), gap.what())))
                .toList();
    }
}
