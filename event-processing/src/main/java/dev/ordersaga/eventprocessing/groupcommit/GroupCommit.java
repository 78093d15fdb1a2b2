package dev.ordersaga.eventprocessing.groupcommit;

import dev.ordersaga.eventprocessing.failure.FailureKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * outage of the database is the failure of all.
 *
 * @param <W> a work; it keeps its own result
 */
public final class GroupCommit<W> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Consumer<List<W>> together;
    private final Consumer<W> alone;
    private final Function<W, Object> key;
    private final int most;
    private final Queue<Waiting<W>> queue = new ConcurrentLinkedQueue<>();
    private final Lock leading = new ReentrantLock();

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
        private boolean isDone;
        private @Nullable Throwable failure;

        Waiting(W work) {
            this.work = work;
        }

        void done(@Nullable Throwable how) {
            isDone = true;
            failure = how;
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
        Waiting<W> own = new Waiting<>(work);
        queue.add(own);
        leading.lock();
        try {
            while (!own.isDone) {
                commitNext();
            }
        } finally {
            leading.unlock();
        }
        own.rethrow();
    }

    /** Number of works that no transaction has taken yet. */
    int waiting() {
        return queue.size();
    }

    /** Done by the caller that has waited longest: at the latest its own work is the next one. */
    private void commitNext() {
        List<Waiting<W>> batch = next();
        if (batch.size() > 1 && isDoneTogether(batch)) {
            return;
        }
        batch.forEach(this::doAlone);
    }

    private List<Waiting<W>> next() {
        List<Waiting<W>> batch = new ArrayList<>();
        Set<Object> keys = new HashSet<>();
        Waiting<W> first = queue.peek();
        while (first != null && batch.size() < most && keys.add(key.apply(first.work))) {
            batch.add(queue.remove());
            first = queue.peek();
        }
        return batch;
    }

    private boolean isDoneTogether(List<Waiting<W>> batch) {
        try {
            together.accept(batch.stream().map(waiting -> waiting.work).toList());
            batch.forEach(waiting -> waiting.done(null));
            return true;
        } catch (RuntimeException | Error e) {
            if (FailureKind.of(e) == FailureKind.OUTAGE) {
                // Each would fail in the same way, one after the other.
                batch.forEach(waiting -> waiting.done(e));
                return true;
            }
            LOG.debug("{} works failed together and are done alone", batch.size(), e);
            return false;
        }
    }

    private void doAlone(Waiting<W> waiting) {
        try {
            alone.accept(waiting.work);
            waiting.done(null);
        } catch (RuntimeException | Error e) {
            waiting.done(e);
        }
    }
}
