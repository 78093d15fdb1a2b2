package dev.ordersaga.privacy.keys;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Limits how long keys stay usable in memory: they are used only while the last check of the erasures began less than a lease
 * ago. So when a lease has passed since an erasure was committed, no process uses the key, whether or not it was reachable.
 */
public final class KeyLease {

    private final long leaseNanos;
    private final Supplier<List<UUID>> beingErased;
    private final Consumer<Collection<UUID>> evict;
    private final Runnable evictAll;
    private final LongSupplier nanoTime;
    private final AtomicLong checks = new AtomicLong();
    private volatile long validUntil;

    /**
     * @param beingErased the subjects whose erasure is not done
     * @param evict removes the keys of these subjects from memory
     * @param evictAll removes all keys from memory
     */
    KeyLease(
            Duration lease,
            Supplier<List<UUID>> beingErased,
            Consumer<Collection<UUID>> evict,
            Runnable evictAll,
            LongSupplier nanoTime) {
        this.leaseNanos = lease.toNanos();
        this.beingErased = beingErased;
        this.evict = evict;
        this.evictAll = evictAll;
        this.nanoTime = nanoTime;
        this.validUntil = nanoTime.getAsLong();
    }

    /** Checks the erasures unless the last check is recent enough; to be called before a key from memory is used. */
    void require() {
        if (isExpired()) {
            checkIfExpired();
        }
    }

    private synchronized void checkIfExpired() {
        if (isExpired()) {
            check();
        }
    }

    private boolean isExpired() {
        return nanoTime.getAsLong() - validUntil >= 0;
    }

    /** Changes with each check: a key that was read before a check must not be kept after it. */
    long checks() {
        return checks.get();
    }

    /** Checks the erasures now. */
    public synchronized void check() {
        long began = nanoTime.getAsLong();
        List<UUID> subjects = beingErased.get();
        long unused = checks.incrementAndGet();
        if (began - validUntil >= 0) {
            // An erasure may have begun and ended meanwhile.
            evictAll.run();
        } else {
            evict.accept(subjects);
        }
        validUntil = began + leaseNanos;
    }
}
