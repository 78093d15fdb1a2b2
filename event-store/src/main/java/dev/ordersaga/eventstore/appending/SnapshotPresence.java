package dev.ordersaga.eventstore.appending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Whether any snapshot exists. As long as there is none, loading an aggregate saves the query for one. The first snapshot
 * of another process is detected within a minute; until then aggregates are loaded from all of their events.
 */
public final class SnapshotPresence {

    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile boolean exists;
    private volatile Instant checkedAt = Instant.MIN;

    public SnapshotPresence(Clock clock) {
        this.clock = clock;
    }

    /** This process has stored a snapshot. */
    public void stored() {
        exists = true;
    }

    /** @param anyStored queries the database; called once a minute as long as there is no snapshot */
    public boolean mayExist(BooleanSupplier anyStored) {
        if (!exists && !clock.instant().isBefore(nextCheck())) {
            checkedAt = clock.instant();
            exists = anyStored.getAsBoolean();
        }
        return exists;
    }

    private Instant nextCheck() {
        return checkedAt.equals(Instant.MIN) ? Instant.MIN : checkedAt.plus(BETWEEN_CHECKS);
    }
}
