package dev.ordersaga.simulator.idempotency;

import dev.ordersaga.simulator.ledger.LedgerPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Idempotency store: keys in progress, and the ledger positions of the first responses to the others. */
public final class IdempotencyStore {

    /** Result of claiming a key. */
    public sealed interface Claim {
        /** A new key: execute, then {@link IdempotencyStore#release} it. */
        record Fresh() implements Claim {}

        /** The response is stored at {@code position}. */
        record Answered(LedgerPosition position) implements Claim {}

        /** Another request with this key is in progress. */
        record InFlight() implements Claim {}

        /** The key was first used with other parameters. */
        record OtherParameters() implements Claim {}

        /** The key was first used for the endpoint {@code path}. */
        record OtherEndpoint(String path) implements Claim {}
    }

    private record Entry(String key, String path, String fingerprint, Instant since, LedgerPosition position) {}

    private static final Duration RETENTION = Duration.ofHours(24);

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> inFlight = new HashSet<>();
    private final Map<String, Entry> known = new HashMap<>();
    private final Deque<Entry> byAge = new ArrayDeque<>();

    /** Claims the key if it is new. */
    public Claim claim(String key, String path, String fingerprint, Instant now) {
        lock.lock();
        try {
            removeExpired(now);
            Entry before = known.get(key);
            if (before == null) {
                return inFlight.add(key) ? new Claim.Fresh() : new Claim.InFlight();
            }
            if (!before.path().equals(path)) {
                return new Claim.OtherEndpoint(before.path());
            }
            return before.fingerprint().equals(fingerprint)
                    ? new Claim.Answered(before.position())
                    : new Claim.OtherParameters();
        } finally {
            lock.unlock();
        }
    }

    /** The request with this key has ended. Without a kept response the key is new again. */
    public void release(String key) {
        lock.lock();
        try {
            inFlight.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** Records the position of the first response. */
    public void keep(StoredResponse answer, Instant now, LedgerPosition position) {
        lock.lock();
        try {
            removeExpired(now);
            Entry fresh = new Entry(answer.key(), answer.path(), answer.fingerprint(), now, position);
            known.put(answer.key(), fresh);
            byAge.add(fresh);
        } finally {
            lock.unlock();
        }
    }

    private void removeExpired(Instant now) {
        Instant oldest = now.minus(RETENTION);
        for (Entry first = byAge.peek(); first != null && !first.since().isAfter(oldest); first = byAge.peek()) {
            byAge.remove();
            known.remove(first.key(), first);
        }
    }
}
