package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.util.List;

/** Operator alerts for events that a processor has passed without handling them. */
final class UnhandledEventAlerts implements OperatorAlertSource {

    private final UnhandledEvents events;

    UnhandledEventAlerts(UnhandledEvents events) {
        this.events = events;
    }

    @Override
    public String kind() {
        return "unhandled-event";
    }

    @Override
    public long count() {
        return events.countOpen();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return events.open(limit).stream()
                .map(event -> new OperatorAlert(
                        kind(),
                        event.sequence(),
                        event.foundAt(),
                        "%s has passed event %d: %s".formatted(event.check(), event.position(), event.what())))
                .toList();
    }
}
