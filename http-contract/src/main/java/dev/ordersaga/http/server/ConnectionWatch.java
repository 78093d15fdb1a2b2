package dev.ordersaga.http.server;

import dev.ordersaga.http.connections.WatchedConnections;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.SmartLifecycle;

/** Looks at intervals for connections that only cost memory: held requests of clients that are gone, and endless heads. */
final class ConnectionWatch implements SmartLifecycle, TomcatConnectorCustomizer {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

    private final long intervalMillis;
    private final Duration headDeadline;
    private final LongSupplier nanoTime;
    private volatile @Nullable WatchedConnections connections;
    private volatile @Nullable ScheduledThreadPoolExecutor timer;

    /** @param headDeadline within which request line and headers must arrive */
    ConnectionWatch(Duration interval, Duration headDeadline, LongSupplier nanoTime) {
        this.intervalMillis = interval.toMillis();
        this.headDeadline = headDeadline;
        this.nanoTime = nanoTime;
    }

    @Override
    public void customize(Connector connector) {
        if (connector.getProtocolHandler() instanceof WatchedConnections watched) {
            connections = watched;
        }
    }

    @Override
    public void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("connection-watch").daemon().factory());
        timer = started;
        var unused = started.scheduleWithFixedDelay(this::look, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledThreadPoolExecutor running = timer;
        timer = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void look() {
        WatchedConnections watched = connections;
        if (watched == null) {
            return;
        }
        try {
            watched.endAbandoned();
            watched.endLateHeads(nanoTime.getAsLong(), headDeadline);
        } catch (IllegalStateException e) {
            // A connection ended meanwhile; the timer would not run again after an exception.
            LOG.debug("A connection was not looked at", e);
        }
    }
}
