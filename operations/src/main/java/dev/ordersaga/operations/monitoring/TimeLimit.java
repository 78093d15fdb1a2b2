package dev.ordersaga.operations.monitoring;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits how long health checks and metrics wait for the database. They run one at a time in a thread of their own, with
 * connections of their own. While one of them hangs, the others get no value at once, so that a whole scrape is in time.
 */
final class TimeLimit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

    private final Duration limit;
    private final Semaphore free = new Semaphore(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(ConnectionPurpose.MONITORING.threads(
            Thread.ofPlatform().name("monitoring").daemon().factory()));
    private volatile boolean hangs;

    TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /** The result; empty if it fails, or if there is none within the limit. */
    <T> Optional<T> within(Callable<T> work) {
        long millis = limit.toMillis();
        try {
            if (!free.tryAcquire(hangs ? 0 : millis, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            return Optional.of(start(work).get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            hangs = true;
            LOG.debug("a measurement takes longer than {}", limit, e);
        } catch (ExecutionException e) {
            LOG.debug("a measurement failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private <T> Future<T> start(Callable<T> work) {
        return thread.submit(() -> {
            try {
                return work.call();
            } finally {
                hangs = false;
                free.release();
            }
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
