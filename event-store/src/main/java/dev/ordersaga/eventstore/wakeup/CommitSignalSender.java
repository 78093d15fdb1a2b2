package dev.ordersaga.eventstore.wakeup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one signal (NOTIFY) for all commits since the last one, after they are visible. Never inside the transaction of an
 * event: {@code NOTIFY} there would serialize all commits of the whole database cluster.
 */
final class CommitSignalSender implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CommitSignalSender.class);
    private static final long INTERVAL_NANOS = 2_000_000;

    /** Under load: each signal is a transaction, and other processes handle larger batches then. */
    private static final long SUSTAINED_INTERVAL_NANOS = 10_000_000;

    private static final int BURST = 20;

    /** Without a flush, and so without a long hold of the cluster's lock of notifications: a lost signal only delays. */
    private static final String NOTIFY = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, ?)";

    private final CommitSignalConnections connections;
    private final String channel;
    private final String sender;
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean echoDue = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;
    private long sustainedUntil = System.nanoTime();

    CommitSignalSender(CommitSignalConnections connections, String channel, String sender) {
        this.connections = connections;
        this.channel = channel;
        this.sender = sender;
    }

    void send() {
        if (due.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    /** Sends a notification that only this process listens for. */
    void sendEcho() {
        if (echoDue.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        Connection connection = null;
        while (!stopped) {
            if (due.compareAndSet(true, false)) {
                connection = notify(connection, sender);
                pause();
            } else if (echoDue.compareAndSet(true, false)) {
                connection = notify(connection, CommitSignalListener.echoOf(sender));
            } else {
                LockSupport.park(this);
            }
        }
        close(connection);
    }

    private void pause() {
        long now = System.nanoTime();
        sustainedUntil = Math.max(sustainedUntil, now) + SUSTAINED_INTERVAL_NANOS;
        long until = Math.max(now + INTERVAL_NANOS, sustainedUntil - BURST * SUSTAINED_INTERVAL_NANOS);
        for (long left = until - now; left > 0 && !stopped; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Returns the connection to use next time; a signal that cannot be sent is lost. */
    private @Nullable Connection notify(@Nullable Connection open, String text) {
        Connection connection = open;
        try {
            if (connection == null) {
                connection = connections.open();
            }
            try (PreparedStatement statement = connection.prepareStatement(NOTIFY)) {
                statement.setString(1, channel);
                statement.setString(2, text);
                statement.execute();
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Cannot signal commits, other processes find new events by polling: {}", e.getMessage());
            close(connection);
            return null;
        }
    }

    static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("cannot close the sending connection", e);
            }
        }
    }
}
