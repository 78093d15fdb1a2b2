package dev.ordersaga.intake;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Operator alert while this process has been refusing new orders for more than a minute. */
record IntakeAlerts(Refusals refusals, Clock clock) implements OperatorAlertSource {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    @Override
    public String kind() {
        return "intake";
    }

    @Override
    public long count() {
        return since().isPresent() ? 1 : 0;
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return since().stream()
                .limit(limit)
                .map(since -> new OperatorAlert(
                        kind(),
                        "orders",
                        null,
                        null,
                        since,
                        "New orders are refused: those that were accepted before wait too long.",
                        "Look whether a processor is paused, fails or has no process; otherwise the load exceeds what is"
                                + " installed. Metrics: ordersaga_intake_*."))
                .toList();
    }

    private Optional<Instant> since() {
        return refusals.ongoingSince()
                .filter(since -> since.isBefore(clock.instant().minus(TOLERATED)));
    }
}
