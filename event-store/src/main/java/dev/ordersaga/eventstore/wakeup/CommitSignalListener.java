package dev.ordersaga.eventstore.wakeup;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for signals (LISTEN) on its own connection; reconnects with exponential back-off when the connection breaks. */
final class CommitSignalListener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitSignalListener.class);
    private static final int WAIT_MILLIS = 10_000;
    private static final int TIMEOUT_SECONDS = 5;
    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final CommitSignalConnections connections;
    private final String channel;
    private final String self;
    private final Runnable onSignal;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean listening;
    private volatile @Nullable Connection current;

    /** @param self id of this process as a sender, whose own signals are ignored */
    CommitSignalListener(CommitSignalConnections connections, String channel, String self, Runnable onSignal) {
        this.connections = connections;
        this.channel = channel;
        this.self = self;
        this.onSignal = onSignal;
    }

    boolean isListening() {
        return listening;
    }

    void stop() {
        stop.countDown();
        Connection connection = current;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("cannot abort the listening connection", e);
            }
        }
    }

    @Override
    public void run() {
        long pause = SHORTEST_PAUSE_MILLIS;
        while (!isStopped(0)) {
            try (Connection connection = connections.open()) {
                current = connection;
                listen(connection);
                pause = SHORTEST_PAUSE_MILLIS;
                waitForSignals(connection);
            } catch (SQLException | RuntimeException e) {
                if (!isStopped(0)) {
                    LOG.warn("No commit signals of other processes, polling until reconnected: {}", e.getMessage());
                }
            }
            listening = false;
            if (isStopped(pause)) {
                return;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private void listen(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN \"" + channel.replace("\"", "\"\"") + '"');
        }
        listening = true;
        // Events may have been committed while this process was not listening.
        onSignal.run();
    }

    private void waitForSignals(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!isStopped(0)) {
            PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
            if (notifications == null || notifications.length == 0) {
                if (!connection.isValid(TIMEOUT_SECONDS)) {
                    throw new SQLException("the listening connection does not respond");
                }
            } else if (isFromOthers(notifications)) {
                onSignal.run();
            }
        }
    }

    private boolean isFromOthers(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            if (!notification.getParameter().equals(self)) {
                return true;
            }
        }
        return false;
    }

    private boolean isStopped(long withinMillis) {
        try {
            return stop.await(withinMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
