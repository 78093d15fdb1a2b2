package dev.ordersaga.simulator.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A clock that can be advanced, so that tests do not wait for days of authorizations and retries. */
public final class SimulatorClock extends Clock {

    private static final long MIN_WAIT = TimeUnit.MILLISECONDS.toNanos(5);

    private final Clock base;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean closed;

    /** @param base the time before any advance */
    public SimulatorClock(Clock base) {
        this.base = base;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The simulator's time is UTC");
    }

    /** The time of the base clock, for signatures: receivers compare it with the real time. */
    public long baseSecond() {
        return base.instant().getEpochSecond();
    }

    /** How far ahead of its base the clock is. */
    public Duration offset() {
        return offset;
    }

    /** Sets the offset and wakes waiting threads; a smaller offset is ignored. */
    public void setOffset(Duration ahead) {
        lock.lock();
        try {
            if (ahead.compareTo(offset) > 0) {
                offset = ahead;
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Releases all waiting threads, now and in future. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for {@code duration}; false when the clock was closed first. */
    public boolean await(Duration duration) {
        return await(instant().plus(duration));
    }

    /**
     * Waits until {@code due}.
     *
     * @return false when the clock was closed first
     */
    public boolean await(Instant due) {
        lock.lock();
        try {
            for (Instant now = instant(); !closed && now.isBefore(due); now = instant()) {
                long left = Duration.between(now, due).toNanos();
                moved.awaitNanos(Math.max(MIN_WAIT, left));
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
