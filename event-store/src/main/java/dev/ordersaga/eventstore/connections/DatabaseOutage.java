package dev.ordersaga.eventstore.connections;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outage detector shared by all connection pools (a circuit breaker for connecting). An outage begins with the first
 * failed connection attempt; from then on a single thread probes the database, so that no other thread has to, and all
 * waiting threads are released at once when it can be reached again.
 */
final class DatabaseOutage {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);
    private static final long PROBE_INTERVAL_MILLIS = 100;
    private static final int TIMEOUT_SECONDS = 2;

    private final Probe probe;
    private final AtomicReference<@Nullable Ongoing> ongoing = new AtomicReference<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private final Runnable onBegin;

    /**
     * @param probe opens a new connection
     * @param onBegin called when an outage begins
     */
    DatabaseOutage(Probe probe, Runnable onBegin) {
        this.probe = probe;
        this.onBegin = onBegin;
    }

    interface Probe {
        Connection connect() throws SQLException;
    }

    private record Ongoing(SQLException cause, CountDownLatch end) {}

    boolean isOngoing() {
        return ongoing.get() != null;
    }

    /** A connection could not be opened, or the server has become read-only. */
    void report(SQLException failure) {
        Ongoing begun = new Ongoing(failure, new CountDownLatch(1));
        if (isUnreachable(failure) && closing.getCount() > 0 && ongoing.compareAndSet(null, begun)) {
            LOG.warn("The database cannot be reached: {}", failure.getMessage());
            onBegin.run();
            Thread.ofPlatform().name("database-outage").daemon().start(() -> probeUntilReachable(begun));
        }
    }

    /** The exception for callers that must not wait. */
    SQLException asException() {
        Ongoing now = ongoing.get();
        return new SQLTransientConnectionException(
                "the database cannot be reached", "08001", now == null ? null : now.cause());
    }

    /** Blocks until the database can be reached, or until the process stops. */
    void awaitEnd() throws SQLException {
        Ongoing now = ongoing.get();
        if (now != null) {
            try {
                now.end().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLTransientConnectionException(
                        "interrupted while the database cannot be reached", "08001", e);
            }
        }
    }

    /** Releases all waiting threads and stops probing. */
    void close() {
        closing.countDown();
        Ongoing now = ongoing.getAndSet(null);
        if (now != null) {
            now.end().countDown();
        }
    }

    private void probeUntilReachable(Ongoing outage) {
        long begun = System.nanoTime();
        try {
            while (!closing.await(PROBE_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (isReachable()) {
                    LOG.warn("The database can be reached again, after {} s", secondsSince(begun));
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ongoing.compareAndSet(outage, null);
            outage.end().countDown();
        }
    }

    private boolean isReachable() {
        try (Connection connection = probe.connect()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return !isUnreachable(e);
        }
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    /** Not: too many sessions, wrong password. */
    private static boolean isUnreachable(SQLException failure) {
        return DatabaseFailure.of(failure) == DatabaseFailure.UNREACHABLE;
    }
}
