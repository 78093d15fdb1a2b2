package dev.ordersaga.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Timer queue on the simulator's clock. Each action runs on its own virtual thread. */
public final class TimerQueue implements AutoCloseable {

    /** The machine's clock may jump, therefore long waits are split. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private static final Duration MIN_WAIT = Duration.ofMillis(1);

    private record Item(Instant due, long number, Runnable action) {}

    private final SimulatorClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparing(Item::due).thenComparingLong(Item::number));
    private long number;
    private boolean closed;

    /** @param clock determines what is due */
    public TimerQueue(SimulatorClock clock) {
        this.clock = clock;
        Thread.ofVirtual().name("agenda").start(this::work);
    }

    /** Runs the action at this time, or immediately when it has passed. Not durable. */
    public void at(Instant due, Runnable action) {
        lock.lock();
        try {
            items.add(new Item(due, number++, action));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Re-reads the clock, after it was advanced. */
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            items.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (Runnable action = next(); action != null; action = next()) {
            Thread.startVirtualThread(action);
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (!closed) {
                long left = nanosToFirst();
                if (left <= 0) {
                    return items.remove().action();
                }
                changed.awaitNanos(left);
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private long nanosToFirst() {
        Item first = items.peek();
        if (first == null) {
            return MAX_WAIT.toNanos();
        }
        Duration left = Duration.between(clock.instant(), first.due());
        return left.isPositive() ? Math.clamp(left.toNanos(), MIN_WAIT.toNanos(), MAX_WAIT.toNanos()) : 0;
    }
}
