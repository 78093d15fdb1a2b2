package dev.ordersaga.eventstore.reading;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Detects that the database was restarted, failed over or replaced, by the {@link StoreIdentity} in each result. */
public final class StoreChangeDetector {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile StoreIdentity current = StoreIdentity.NONE;

    /** Calls {@code listener} before anything read from the other database is used. */
    public void onReplaced(Runnable listener) {
        listeners.add(listener);
    }

    StoreIdentity current() {
        return current;
    }

    /**
     * @param expected the store's identity when the stream was opened
     * @param actual the identity that the latest read returned
     * @throws StoreReplacedException if they differ
     */
    void check(StoreIdentity expected, StoreIdentity actual) {
        synchronized (this) {
            if (current.equals(StoreIdentity.NONE)) {
                current = actual;
            } else if (!current.equals(actual)) {
                listeners.forEach(Runnable::run);
                current = actual;
            }
        }
        if (!expected.equals(actual) && !expected.equals(StoreIdentity.NONE)) {
            throw new StoreReplacedException();
        }
    }
}
