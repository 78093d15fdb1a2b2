package dev.ordersaga.eventstore.appending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Whether there are snapshots to look for. Without any, each loading of an aggregate would ask for one in vain. Another
 * process's first snapshot is noticed within a minute; until then aggregates are loaded from all of their events.
 */
public final class SnapshotPresence {

    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile boolean used;
    private volatile Instant checkedAt = Instant.MIN;

    public SnapshotPresence(Clock clock) {
        this.clock = clock;
    }

    /** A snapshot was stored here. */
    public void stored() {
        used = true;
    }

    /** @param anyStored asks the database; called once a minute as long as there are none */
    public boolean mayExist(BooleanSupplier anyStored) {
        if (!used && !clock.instant().isBefore(nextCheck())) {
            checkedAt = clock.instant();
            used = anyStored.getAsBoolean();
        }
        return used;
    }

    private Instant nextCheck() {
        return checkedAt.equals(Instant.MIN) ? Instant.MIN : checkedAt.plus(BETWEEN_CHECKS);
    }
}
