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

/**
 * Listens for signals (LISTEN) on its own connection; reconnects with exponential back-off when the connection breaks. That
 * LISTEN succeeded proves nothing: behind a pooler no notification arrives. Only an echo, which is a notification of its
 * own process over another connection, proves that it hears; after each silence another one is asked for.
 */
final class CommitSignalListener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitSignalListener.class);
    private static final int SILENCE_MILLIS = 5_000;
    private static final int ECHO_MILLIS = 2_000;

    /** Marks a notification that only its own sender is interested in. */
    private static final String ECHO = "?";

    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final CommitSignalConnections connections;
    private final String channel;
    private final String self;
    private final Runnable onSignal;
    private final Runnable requestEcho;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean listening;
    private volatile @Nullable Connection current;
    private boolean isReported;

    /**
     * @param self id of this process as a sender, whose own signals are ignored
     * @param requestEcho sends a notification with the text {@link #echoOf} over another connection
     */
    CommitSignalListener(
            CommitSignalConnections connections, String channel, String self, Runnable onSignal, Runnable requestEcho) {
        this.connections = connections;
        this.channel = channel;
        this.self = self;
        this.onSignal = onSignal;
        this.requestEcho = requestEcho;
    }

    static String echoOf(String sender) {
        return sender + ECHO;
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
                report(e);
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
        PGConnection postgres = connection.unwrap(PGConnection.class);
        // What came with the answer proves nothing: a pooler passes it on as well.
        postgres.getNotifications();
        awaitEcho(postgres);
        isReported = false;
        listening = true;
        // Events may have been committed while this process was not listening.
        onSignal.run();
    }

    /** Any notification proves that it hears. */
    private PGNotification[] awaitEcho(PGConnection postgres) throws SQLException {
        requestEcho.run();
        PGNotification[] heard = postgres.getNotifications(ECHO_MILLIS);
        if (heard == null || heard.length == 0) {
            throw new SQLException("the listening connection hears no notifications; is there a pooler in between?");
        }
        return heard;
    }

    private void waitForSignals(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!isStopped(0)) {
            PGNotification[] notifications = postgres.getNotifications(SILENCE_MILLIS);
            if (notifications == null || notifications.length == 0) {
                notifications = awaitEcho(postgres);
            }
            if (isFromOthers(notifications)) {
                onSignal.run();
            }
        }
    }

    /** Once, until it hears again. */
    private void report(Exception failure) {
        if (!isReported && !isStopped(0)) {
            LOG.warn("No commit signals of other processes, polling until reconnected: {}", failure.getMessage());
            isReported = true;
        }
    }

    private boolean isFromOthers(PGNotification[] notifications) {
        for (PGNotification notification : notifications) {
            String sender = notification.getParameter();
            if (!sender.equals(self) && !sender.endsWith(ECHO)) {
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
