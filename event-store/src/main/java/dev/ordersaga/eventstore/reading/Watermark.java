package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The low watermark: the index up to which everything is decided. It advances by snapshots of the sequence's lock: once
 * none of the holders of one snapshot is left in a later one, everything taken before the first is decided. It only grows,
 * except that it is reset when the database was replaced.
 */
final class Watermark implements Supplier<PageScan.DecidedUpTo> {

    private record Mark(StoreIdentity store, long index) implements PageScan.DecidedUpTo {
        @Override
        public boolean isDecided(StoreIdentity current, long asked) {
            return asked <= index && store.equals(current);
        }
    }

    private static final Mark UNKNOWN = new Mark(StoreIdentity.NONE, Long.MIN_VALUE);

    private final SequenceLock lock;
    private volatile Mark mark = UNKNOWN;
    private StoreIdentity store = StoreIdentity.NONE;
    private @Nullable SequenceLockSnapshot pending;

    Watermark(SequenceLock lock) {
        this.lock = lock;
    }

    /** The current watermark; must be taken before the snapshot of events that is judged by it. */
    @Override
    public PageScan.DecidedUpTo get() {
        return mark;
    }

    /** The decided index; {@link Long#MIN_VALUE} until a snapshot has determined it. */
    long index() {
        return mark.index();
    }

    /** Takes one snapshot of the lock and advances the watermark as far as that settles. */
    synchronized SequenceLockSnapshot advance() throws SQLException {
        SequenceLockSnapshot now = lock.snapshot();
        if (!now.store().equals(store)) {
            store = now.store();
            mark = UNKNOWN;
            pending = null;
        }
        if (now.isSettled()) {
            settle(now);
            pending = null;
        } else if (pending == null) {
            pending = now;
        } else if (pending.isSettledBy(now)) {
            settle(pending);
            pending = now;
        }
        return now;
    }

    private void settle(SequenceLockSnapshot settled) {
        if (settled.handedOut() > mark.index()) {
            mark = new Mark(settled.store(), settled.handedOut());
        }
    }
}
