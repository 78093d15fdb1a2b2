package dev.ordersaga.outboxreference;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Notifies the workers of all nodes of committed messages, once for all that were committed meanwhile. A NOTIFY inside the
 * request's transaction would hold a lock of the whole server during the flush of its commit.
 */
final class WakeUp implements SmartLifecycle {

    /** The channel that workers listen to. */
    static final String CHANNEL = "outbox";

    private static final long MIN_INTERVAL_NANOS = 2_000_000;

    private final JdbcTemplate jdbc;
    private final Semaphore requested = new Semaphore(0);
    private volatile boolean isRunning;

    WakeUp(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** After the commit. */
    void request() {
        if (requested.availablePermits() == 0) {
            requested.release();
        }
    }

    @Override
    public void start() {
        isRunning = true;
        Thread.ofPlatform().daemon().name("wake-up").start(this::run);
    }

    private void run() {
        while (isRunning) {
            requested.acquireUninterruptibly();
            int unused = requested.drainPermits();
            try {
                jdbc.execute("NOTIFY " + CHANNEL);
                // An order alone is not delayed; under load one notification announces several.
                LockSupport.parkNanos(MIN_INTERVAL_NANOS);
            } catch (DataAccessException e) {
                // The workers also poll.
                continue;
            }
        }
    }

    @Override
    public void stop() {
        isRunning = false;
        requested.release();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
