package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and logs the transaction that readers have been waiting for, once that takes long. Has no effect on reading. */
final class ReadBarrierMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(ReadBarrierMonitor.class);
    private static final Duration SEARCH_AFTER = Duration.ofSeconds(1);
    private static final Duration WARN_AFTER = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(30);

    private final ReadBarrier barrier;
    private final SequenceLock lock;
    private final Clock clock;
    private Instant lastSearch = Instant.EPOCH;
    private Instant lastWarning = Instant.EPOCH;
    private volatile Optional<BlockingTransaction> blocker = Optional.empty();

    ReadBarrierMonitor(ReadBarrier barrier, SequenceLock lock, Clock clock) {
        this.barrier = barrier;
        this.lock = lock;
        this.clock = clock;
        barrier.onStop(this::stoppedAt);
    }

    /** The transaction that readers wait for, if they have been waiting for more than a second. */
    Optional<BlockingTransaction> blocker() {
        return barrier.current().isPresent() ? blocker : Optional.empty();
    }

    /** How long the transaction that readers wait for has been open. */
    Duration blockerAge() {
        return blocker()
                .flatMap(found -> Optional.ofNullable(found.since()))
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
    }

    private synchronized void stoppedAt(long index) {
        Duration waited = barrier.duration();
        Instant now = clock.instant();
        if (waited.compareTo(SEARCH_AFTER) < 0) {
            blocker = Optional.empty();
        } else if (!now.isBefore(lastSearch.plus(SEARCH_AFTER))) {
            lastSearch = now;
            findBlocker();
        }
        if (waited.compareTo(WARN_AFTER) >= 0 && !now.isBefore(lastWarning.plus(BETWEEN_WARNINGS))) {
            lastWarning = now;
            LOG.warn(
                    "Readers have been waiting at event {} for {} ms: a transaction took that index and has not ended. {}",
                    index,
                    waited.toMillis(),
                    blocker.map(BlockingTransaction::toString).orElse("It is no longer visible."));
        }
    }

    private void findBlocker() {
        try {
            blocker = lock.longestHolder();
        } catch (SQLException e) {
            LOG.debug("cannot find the holder of the event sequence's lock", e);
        }
    }
}
