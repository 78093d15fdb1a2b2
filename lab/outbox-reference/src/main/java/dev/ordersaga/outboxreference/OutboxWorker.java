package dev.ordersaga.outboxreference;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Threads that process the outbox: woken by notifications, which a connection of its own listens to, and once per second in
 * case one is lost.
 */
final class OutboxWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    private static final int POLL_MILLIS = 1_000;

    private final OutboxBatch batch;
    private final String url;
    private final String user;
    private final int workers;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean isRunning;

    OutboxWorker(OutboxBatch batch, String url, String user, int workers) {
        this.batch = batch;
        this.url = url;
        this.user = user;
        this.workers = workers;
    }

    @Override
    public void start() {
        isRunning = true;
        Thread.ofPlatform().daemon().name("listener").start(this::listen);
        for (int number = 1; number <= workers; number++) {
            Thread.ofPlatform().daemon().name("outbox-" + number).start(this::work);
        }
    }

    private void listen() {
        while (isRunning) {
            try (Connection connection = DriverManager.getConnection(url, user, "");
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + WakeUp.CHANNEL);
                PGConnection notifications = connection.unwrap(PGConnection.class);
                while (isRunning) {
                    if (notifications.getNotifications(POLL_MILLIS).length > 0
                            && wakeUps.availablePermits() < workers) {
                        wakeUps.release();
                    }
                }
            } catch (SQLException e) {
                LOG.warn("cannot listen: {}", e.getMessage());
                pause();
            }
        }
    }

    private void work() {
        while (isRunning) {
            try {
                while (batch.process()) {
                    // Until the outbox is empty.
                }
            } catch (DataAccessException e) {
                LOG.warn("the batch is repeated", e);
            }
            pause();
        }
    }

    /** Until the next notification, at most a second. */
    private void pause() {
        try {
            boolean unused = wakeUps.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            isRunning = false;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        isRunning = false;
        wakeUps.release(workers);
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
