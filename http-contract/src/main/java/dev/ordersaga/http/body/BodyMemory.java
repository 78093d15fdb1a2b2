package dev.ordersaga.http.body;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory for the bodies of all running requests, from their first byte to the end of the request. Large bodies have memory of
 * their own, so that many of them do not keep small ones out.
 */
final class BodyMemory {

    /** Most requests: an order with a hundred lines. */
    private static final int SMALL = 16 * 1024;

    private final Semaphore smallBytes;
    private final Semaphore largeBytes;

    /** @param bytes for small bodies, and as many again for large ones */
    BodyMemory(int bytes) {
        this.smallBytes = new Semaphore(bytes);
        this.largeBytes = new Semaphore(bytes);
    }

    /** A thirty-second of the heap: a parsed body takes several times the memory of its bytes. */
    static BodyMemory ofHeap(long maxHeap) {
        return new BodyMemory((int) Math.clamp(maxHeap / 32, 4L * BodyLimits.BODY_BYTES, Integer.MAX_VALUE));
    }

    Lease lease() {
        return new Lease();
    }

    /** The memory of one body. */
    final class Lease {

        private final AtomicInteger small = new AtomicInteger();
        private final AtomicInteger large = new AtomicInteger();

        /** False if there is no memory left for a body of this many bytes. */
        boolean grow(int bytes) {
            boolean isSmall = small.get() + bytes <= SMALL && large.get() == 0;
            boolean granted = (isSmall ? smallBytes : largeBytes).tryAcquire(bytes);
            if (granted) {
                (isSmall ? small : large).addAndGet(bytes);
            }
            return granted;
        }

        /** Idempotent. */
        void release() {
            smallBytes.release(small.getAndSet(0));
            largeBytes.release(large.getAndSet(0));
        }
    }
}
