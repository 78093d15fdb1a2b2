package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.util.List;

/** Operator alerts for sequences whose retries are exhausted. */
final class DeadLetterAlerts implements OperatorAlertSource {

    private static final DeadLetterSearch DEAD = new DeadLetterSearch(null, DeadLetterState.DEAD, null, null);

    private final DeadLetterQueue deadLetters;

    DeadLetterAlerts(DeadLetterQueue deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public String kind() {
        return "dead-letter";
    }

    @Override
    public long count() {
        return deadLetters.counts().values().stream()
                .mapToLong(states -> states.getOrDefault(DeadLetterState.DEAD, 0L))
                .sum();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return deadLetters.list(DEAD, 0, limit).stream()
                .map(found -> new OperatorAlert(
                        kind(),
                        found.key().processor() + "/" + found.key().sequence(),
                        found.key().sequence(),
                        null,
                        found.since(),
                        found.key().processor() + " cannot handle it: " + found.lastMessage(),
                        "Repair the cause, then retry it: POST /operations/dead-letters/{subject}/retry. Or park or discard"
                                + " it, with a reason."))
                .toList();
    }
}
