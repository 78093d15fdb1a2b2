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
 * Whether the database can be reached, as those learn who connect to it. It begins with the first attempt that fails; from
 * then on one thread tries again and again, so that nobody else has to find out, and everybody learns of the end at once.
 */
final class DatabaseOutage {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);
    private static final long BETWEEN_TRIALS_MILLIS = 100;
    private static final int ANSWER_SECONDS = 2;

    private final Trial trial;
    private final AtomicReference<@Nullable Ongoing> ongoing = new AtomicReference<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param trial connects once more */
    DatabaseOutage(Trial trial) {
        this.trial = trial;
    }

    interface Trial {
        Connection connect() throws SQLException;
    }

    private record Ongoing(SQLException cause, CountDownLatch end) {}

    boolean isOngoing() {
        return ongoing.get() != null;
    }

    /** A connection could not be made. */
    void report(SQLException failure) {
        Ongoing begun = new Ongoing(failure, new CountDownLatch(1));
        if (isUnreachable(failure) && closing.getCount() > 0 && ongoing.compareAndSet(null, begun)) {
            LOG.warn("The database cannot be reached: {}", failure.getMessage());
            Thread.ofPlatform().name("database-outage").daemon().start(() -> watch(begun));
        }
    }

    /** What to say to somebody who must not wait. */
    SQLException refusal() {
        Ongoing now = ongoing.get();
        return new SQLTransientConnectionException(
                "the database cannot be reached", "08001", now == null ? null : now.cause());
    }

    /** Returns when the database can be reached, or when the process stops. */
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

    /** Lets everybody go who waits, and watches no more. */
    void close() {
        closing.countDown();
        Ongoing now = ongoing.getAndSet(null);
        if (now != null) {
            now.end().countDown();
        }
    }

    private void watch(Ongoing outage) {
        long begun = System.nanoTime();
        try {
            while (!closing.await(BETWEEN_TRIALS_MILLIS, TimeUnit.MILLISECONDS)) {
                if (answers()) {
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

    private boolean answers() {
        try (Connection connection = trial.connect()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return !isUnreachable(e);
        }
    }

    private static long secondsSince(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    /** Nobody is there, or it starts, stops or recovers: not that it has too many sessions or does not know us. */
    private static boolean isUnreachable(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }
}
