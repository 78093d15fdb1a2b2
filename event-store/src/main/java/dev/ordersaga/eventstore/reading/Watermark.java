package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The index up to which everything is decided. It is moved by looking at the sequence's lock: once none of those that
 * held it at one look is left at a later one, everything handed out before the first is decided. Only grows, except
 * that it starts over when the database is not the one it was.
 */
final class Watermark implements Supplier<DecidedUpTo> {

    private record Mark(StoreIdentity store, long index) implements DecidedUpTo {
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

    /** The watermark as it is now; take it before the snapshot that is judged by it. */
    @Override
    public DecidedUpTo get() {
        return mark;
    }

    /** Decided up to here; {@link Long#MIN_VALUE} before the first look that found it out. */
    long index() {
        return mark.index();
    }

    /** Looks once and moves the watermark if that settles anything. */
    synchronized SequenceLockSnapshot advance() throws SQLException {
        SequenceLockSnapshot now = lock.look();
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
