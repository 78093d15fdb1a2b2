package dev.ordersaga.eventprocessing.groupcommit;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
    /** Only the caller that executes a transaction removes from it. */
    private final Queue<Waiting<W>> queue = new ConcurrentLinkedQueue<>();

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean isTransactionRunning = new AtomicBoolean();

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

    /** One caller, parked on its own. A lock would be waited for by all that are called at the same time. */
    private static final class Waiting<W> {

        private final W work;
        private final Object key;
        private final Thread caller = Thread.currentThread();
        private final long since = System.nanoTime();
        private @Nullable Throwable failure;
        private volatile boolean isLeading;
        private volatile boolean isDone;

        Waiting(W work, Object key) {
            this.work = work;
            this.key = key;
        }

        void lead() {
            isLeading = true;
            LockSupport.unpark(caller);
        }

        void end() {
            isDone = true;
            LockSupport.unpark(caller);
        }

        /** Until it leads, or its work is done; an interrupt is kept for the caller. */
        void await() {
            boolean isInterrupted = false;
            while (!isLeading && !isDone) {
                LockSupport.park(this);
                isInterrupted |= Thread.interrupted();
            }
            if (isInterrupted) {
                caller.interrupt();
            }
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
        Waiting<W> own = new Waiting<>(work, key.apply(work));
        queue.add(own);
        waiting.incrementAndGet();
        beginIfNoneRuns();
        own.await();
        if (!own.isDone) {
            List<Waiting<W>> batch = next();
            try {
                execute(batch);
            } finally {
                finish(batch);
            }
        }
        own.rethrow();
    }

    private void beginIfNoneRuns() {
        while (!queue.isEmpty() && isTransactionRunning.compareAndSet(false, true)) {
            Waiting<W> first = queue.peek();
            if (first != null) {
                first.lead();
                return;
            }
            isTransactionRunning.set(false);
        }
    }

    /** The first works of the queue, the leader's own among them. */
    private List<Waiting<W>> next() {
        List<Waiting<W>> batch = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        Waiting<W> first = queue.peek();
        while (first != null && batch.size() < most && keys.add(first.key)) {
            batch.add(queue.remove());
            first = queue.peek();
        }
        waiting.addAndGet(-batch.size());
        return batch;
    }

    /** Begins the next transaction by the caller that waits longest, and calls those that have a result. */
    private void finish(List<Waiting<W>> batch) {
        Waiting<W> leader = queue.peek();
        if (leader == null) {
            isTransactionRunning.set(false);
            beginIfNoneRuns();
        } else {
            leader.lead();
        }
        batch.forEach(Waiting::end);
    }

    /** How long the work has waited that waits longest for a transaction; zero if none waits. */
    public Duration longestWait() {
        Waiting<W> first = queue.peek();
        return first == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - first.since);
    }

    /** Number of works that no transaction has taken yet. */
    public int waiting() {
        return waiting.get();
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

    private boolean isDoneTogether(List<Waiting<W>> batch) {
        try {
            together.accept(batch.stream().map(one -> one.work).toList());
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
