package dev.ordersaga.eventstore.reading;

import java.util.Collections;
import java.util.Set;

/**
 * A snapshot of the event sequence: first its last value, then the transactions that held its lock.
 *
 * <p>{@code nextval} locks the sequence until the end of the top-level transaction, and the lock is released after the
 * commit is visible. So every open transaction that took an index up to {@code handedOut} is among the holders.
 *
 * @param store identity of the database
 * @param handedOut highest index that any transaction had taken
 * @param holders virtual transaction ids of the lock's holders, except prepared transactions
 * @param prepared whether a prepared transaction held the lock; its virtual id differs from the one it had before
 */
record SequenceLockSnapshot(StoreIdentity store, long handedOut, Set<String> holders, boolean prepared) {

    SequenceLockSnapshot {
        holders = Set.copyOf(holders);
    }

    /** Every index up to {@code handedOut} was already decided: committed and visible, or void. */
    boolean isSettled() {
        return holders.isEmpty() && !prepared;
    }

    /** Whether {@code later} shows that every index up to {@code handedOut} of this snapshot is decided. */
    boolean isSettledBy(SequenceLockSnapshot later) {
        return !later.prepared && Collections.disjoint(holders, later.holders);
    }
}
