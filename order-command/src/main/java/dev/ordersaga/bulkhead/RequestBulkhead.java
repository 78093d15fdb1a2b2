package dev.ordersaga.bulkhead;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bulkhead for requests that place orders: how many of them compute at the same time. More threads that compute than there
 * are cores delay each other, the event processors, and the answers to requests that are refused. A request that waits for
 * the transaction that it shares with others has no place meanwhile. Places are given in the order of arrival.
 */
public final class RequestBulkhead {

    private final Semaphore places;
    private final AtomicInteger queued = new AtomicInteger();
    private final ThreadLocal<Boolean> isInside = ThreadLocal.withInitial(() -> false);

    /** @param places at least 1 */
    public RequestBulkhead(int places) {
        this.places = new Semaphore(places, true);
    }

    /** Waits for a place, for the current thread. */
    void enter() {
        queued.incrementAndGet();
        places.acquireUninterruptibly();
        queued.decrementAndGet();
        isInside.set(true);
    }

    /** Ends what {@link #enter} began. */
    void leave() {
        isInside.remove();
        places.release();
    }

    /** Does something that only waits, without the place of the current thread if it has one. */
    public void outside(Runnable wait) {
        if (!isInside.get()) {
            wait.run();
            return;
        }
        leave();
        try {
            wait.run();
        } finally {
            enter();
        }
    }

    /** Number of requests that wait for a place. */
    public int queued() {
        return queued.get();
    }
}
