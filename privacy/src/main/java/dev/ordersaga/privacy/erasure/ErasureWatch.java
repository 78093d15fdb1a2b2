package dev.ordersaga.privacy.erasure;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Carries erasures on, and renews the lease of the keys in memory, several times per lease. */
public final class ErasureWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureWatch.class);
    private static final int CHECKS_PER_LEASE = 3;

    private final Erasures erasures;
    private final Duration lease;
    private @Nullable ScheduledExecutorService thread;
    private boolean isFailing;

    public ErasureWatch(Erasures erasures, Duration lease) {
        this.erasures = erasures;
        this.lease = lease;
    }

    @Override
    public synchronized void start() {
        ConnectionPurpose.PROCESSORS.during(erasures::begin);
        long pause = Math.max(1, lease.toMillis() / CHECKS_PER_LEASE);
        thread = Executors.newSingleThreadScheduledExecutor(ConnectionPurpose.PROCESSORS.threads(
                Thread.ofPlatform().name("privacy-erasures").daemon().factory()));
        var unused = thread.scheduleWithFixedDelay(this::advance, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void advance() {
        try {
            erasures.advance();
            isFailing = false;
        } catch (RuntimeException e) {
            // Repeated soon; without a check the keys in memory expire.
            if (!isFailing) {
                LOG.warn("Erasures cannot be carried on, trying again: {}", e.getMessage());
            }
            isFailing = true;
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread.close();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
