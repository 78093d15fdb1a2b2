package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.util.List;

/** Sequences that were tried often enough: a person has to look. */
final class DeadLetterAlerts implements OperatorAlertSource {

    private static final DeadLetterSearch DEAD = new DeadLetterSearch(null, DeadLetterState.DEAD, null, null);

    private final DeadLetterQueue quarantine;

    DeadLetterAlerts(DeadLetterQueue quarantine) {
        this.quarantine = quarantine;
    }

    @Override
    public String kind() {
        return "dead-letter";
    }

    @Override
    public long count() {
        return quarantine.counts().values().stream()
                .mapToLong(states -> states.getOrDefault(DeadLetterState.DEAD, 0L))
                .sum();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return quarantine.list(DEAD, 0, limit).stream()
                .map(found -> new OperatorAlert(
                        kind(),
                        found.key().sequence(),
                        found.since(),
                        found.key().processor() + " cannot handle it: " + found.lastMessage()))
                .toList();
    }
}
