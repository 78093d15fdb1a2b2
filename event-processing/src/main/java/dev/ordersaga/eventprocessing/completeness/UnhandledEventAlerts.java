package dev.ordersaga.eventprocessing.completeness;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Instant;
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
                        event.check() + "/" + event.sequence(),
                        event.sequence(),
                        null,
                        event.foundAt(),
                        "%s has passed event %d: %s".formatted(event.check(), event.position(), event.what()),
                        "Redeliver it: POST /operations/processors/{processor}/redeliveries/{sequence}. The next audit ends"
                                + " this alert; if the reason is known and nothing is missing, close it."))
                .toList();
    }

    @Override
    public boolean close(String subject, Instant now) {
        int slash = subject.indexOf('/');
        return slash > 0 && events.dismiss(subject.substring(0, slash), subject.substring(slash + 1), now) > 0;
    }
}
