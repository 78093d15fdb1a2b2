package dev.ordersaga.eventstore.reading;

import java.util.Collections;
import java.util.Set;

/**
 * One look at the event sequence: first how far it had come, then which transactions held its lock.
 *
 * <p>{@code nextval} locks the sequence until the end of the top-level transaction, and the lock goes after the commit
 * is visible. So whoever took an index up to {@code handedOut} and has not ended is among the holders.
 *
 * @param store the database that was looked at
 * @param handedOut the highest index that any transaction had taken
 * @param holders the virtual transaction ids of those that held the lock, prepared ones aside
 * @param prepared whether a prepared transaction held it; its virtual id is not the one that it had before
 */
record SequenceLockSnapshot(StoreIdentity store, long handedOut, Set<String> holders, boolean prepared) {

    SequenceLockSnapshot {
        holders = Set.copyOf(holders);
    }

    /** Every index up to {@code handedOut} was already decided: committed and visible, or never to be. */
    boolean isSettled() {
        return holders.isEmpty() && !prepared;
    }

    /** Seen from {@code later}: every index up to {@code handedOut} of this sighting is decided by now. */
    boolean isSettledBy(SequenceLockSnapshot later) {
        return !later.prepared && Collections.disjoint(holders, later.holders);
    }
}
