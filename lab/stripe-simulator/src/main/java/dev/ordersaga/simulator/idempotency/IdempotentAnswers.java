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

/** Which keys are being worked on, and where in the ledger the first answers to the others are. */
public final class IdempotentAnswers {

    /** What a key means for the request that bears it. */
    public sealed interface Claim {
        /** Never seen: go on, and {@link IdempotentAnswers#release} it in the end. */
        record Fresh() implements Claim {}

        /** Answered before; the answer is there. */
        record Answered(LedgerPosition position) implements Claim {}

        /** Another request with it is still at work. */
        record InFlight() implements Claim {}

        /** It was first used with other parameters. */
        record OtherParameters() implements Claim {}

        /** It was first used for that endpoint. */
        record OtherEndpoint(String path) implements Claim {}
    }

    private record Known(String key, String path, String fingerprint, Instant since, LedgerPosition position) {}

    private static final Duration RETENTION = Duration.ofHours(24);

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> inFlight = new HashSet<>();
    private final Map<String, Known> known = new HashMap<>();
    private final Deque<Known> byAge = new ArrayDeque<>();

    /** Decides what the key means now, and takes it when it is fresh. */
    public Claim claim(String key, String path, String fingerprint, Instant now) {
        lock.lock();
        try {
            forget(now);
            Known before = known.get(key);
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

    /** The request that took the key has ended. Without an answer kept before, the key is as good as new. */
    public void release(String key) {
        lock.lock();
        try {
            inFlight.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps where the first answer is. */
    public void keep(StoredAnswer answer, Instant now, LedgerPosition position) {
        lock.lock();
        try {
            forget(now);
            Known fresh = new Known(answer.key(), answer.path(), answer.fingerprint(), now, position);
            known.put(answer.key(), fresh);
            byAge.add(fresh);
        } finally {
            lock.unlock();
        }
    }

    private void forget(Instant now) {
        Instant oldest = now.minus(RETENTION);
        for (Known first = byAge.peek(); first != null && !first.since().isAfter(oldest); first = byAge.peek()) {
            byAge.remove();
            known.remove(first.key(), first);
        }
    }
}
