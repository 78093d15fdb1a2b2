package dev.ordersaga.eventprocessing.groupcommit;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: works of concurrent callers share a transaction. While one transaction runs, callers wait for the next one,
 * which the first of them executes for all; without concurrent callers nothing waits. If a shared transaction fails, it has
 * had no effect, and each of its works is done alone: each caller has the result, or the failure, of its own work. Only an
 * outage of the database, or a lock that others hold for long, is the failure of all that remain: each would fail in the
 * same way, one after the other.
 *
 * @param <W> a work; it keeps its own result
 */
public final class GroupCommit<W> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Consumer<List<W>> together;
    private final Consumer<W> alone;
    private final Function<W, Object> key;
    private final int most;
    private final Queue<Waiting<W>> queue = new ArrayDeque<>();
    private final Lock lock = new ReentrantLock();
    private boolean isTransactionRunning;

    /**
     * @param together does several works in one transaction; throws if none of them was done
     * @param alone does one work in a transaction of its own
     * @param key works with equal keys are never done in the same transaction
     * @param most how many works share a transaction at most
     */
    public GroupCommit(Consumer<List<W>> together, Consumer<W> alone, Function<W, Object> key, int most) {
        this.together = together;
        this.alone = alone;
        this.key = key;
        this.most = most;
    }

    private static final class Waiting<W> {

        private final W work;
        private final Object key;
        private final Condition called;
        private final long since = System.nanoTime();
        private boolean isLeading;
        private boolean isDone;
        private @Nullable Throwable failure;

        Waiting(W work, Object key, Condition called) {
            this.work = work;
            this.key = key;
            this.called = called;
        }

        void rethrow() {
            switch (failure) {
                case null -> {}
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /**
     * Returns when the work is done and committed.
     *
     * @throws RuntimeException the failure of this work alone
     */
    public void commit(W work) {
        Waiting<W> own = new Waiting<>(work, key.apply(work), lock.newCondition());
        List<Waiting<W>> batch = joinOrLead(own);
        if (!batch.isEmpty()) {
            try {
                execute(batch);
            } finally {
                finish(batch);
            }
        }
        own.rethrow();
    }

    /** Waits until the work is done, or until it is first in the queue and no transaction runs: then the next batch. */
    private List<Waiting<W>> joinOrLead(Waiting<W> own) {
        lock.lock();
        try {
            queue.add(own);
            if (!isTransactionRunning) {
                isTransactionRunning = true;
                own.isLeading = true;
            }
            while (!own.isDone && !own.isLeading) {
                own.called.awaitUninterruptibly();
            }
            return own.isDone ? List.of() : next();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins the next transaction by the caller that waits longest, and calls those that have a result. A lock that is held
     * during a transaction would let them wait for the next one, too.
     */
    private void finish(List<Waiting<W>> batch) {
        lock.lock();
        try {
            Waiting<W> leader = queue.peek();
            isTransactionRunning = leader != null;
            if (leader != null) {
                leader.isLeading = true;
                leader.called.signal();
            }
            for (Waiting<W> done : batch) {
                done.isDone = true;
                done.called.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How long the work has waited that waits longest for a transaction; zero if none waits. */
    public Duration longestWait() {
        lock.lock();
        try {
            Waiting<W> first = queue.peek();
            return first == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - first.since);
        } finally {
            lock.unlock();
        }
    }

    /** Number of works that no transaction has taken yet. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    private void execute(List<Waiting<W>> batch) {
        if (batch.size() > 1 && isDoneTogether(batch)) {
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            Throwable failure = doAlone(batch.get(i));
            if (failure != null && isForAll(failure)) {
                fail(batch.subList(i, batch.size()), failure);
                return;
            }
        }
    }

    private List<Waiting<W>> next() {
        List<Waiting<W>> batch = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        Waiting<W> first = queue.peek();
        while (first != null && batch.size() < most && keys.add(first.key)) {
            batch.add(queue.remove());
            first = queue.peek();
        }
        return batch;
    }

    private boolean isDoneTogether(List<Waiting<W>> batch) {
        try {
            together.accept(batch.stream().map(waiting -> waiting.work).toList());
            return true;
        } catch (RuntimeException | Error e) {
            if (isForAll(e)) {
                fail(batch, e);
                return true;
            }
            LOG.debug("{} works failed together and are done alone", batch.size(), e);
            return false;
        }
    }

    private @Nullable Throwable doAlone(Waiting<W> waiting) {
        try {
            alone.accept(waiting.work);
        } catch (RuntimeException | Error e) {
            waiting.failure = e;
        }
        return waiting.failure;
    }

    private static boolean isForAll(Throwable failure) {
        FailureKind kind = FailureKind.of(failure);
        return kind == FailureKind.OUTAGE || kind == FailureKind.LOCKED;
    }

    private static <W> void fail(List<Waiting<W>> works, Throwable failure) {
        works.forEach(waiting -> waiting.failure = failure);
    }
}
