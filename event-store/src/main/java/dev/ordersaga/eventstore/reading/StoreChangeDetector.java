package dev.ordersaga.eventstore.reading;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notices that another database, or another run of the same, answers. */
public final class StoreChangeDetector {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile StoreIdentity current = StoreIdentity.NONE;

    /** Calls {@code listener} before anything is read from the other database. */
    public void onReplaced(Runnable listener) {
        listeners.add(listener);
    }

    StoreIdentity current() {
        return current;
    }

    /** Compares who answered with who was {@code expected} when the stream began. */
    void check(StoreIdentity expected, StoreIdentity answered) {
        synchronized (this) {
            if (current.equals(StoreIdentity.NONE)) {
                current = answered;
            } else if (!current.equals(answered)) {
                listeners.forEach(Runnable::run);
                current = answered;
            }
        }
        if (!expected.equals(answered) && !expected.equals(StoreIdentity.NONE)) {
            throw new StoreReplacedException();
        }
    }
}
