package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which transaction readers wait for once that takes long, and says so. Decides nothing. */
final class ReadBarrierMonitor {

    private static final Logger LOG = LoggerFactory.getLogger(ReadBarrierMonitor.class);
    private static final Duration WORTH_A_LOOK = Duration.ofSeconds(1);
    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(30);

    private final ReadBarrier holdBack;
    private final SequenceLock lock;
    private final Clock clock;
    private Instant lastLook = Instant.EPOCH;
    private Instant lastWarning = Instant.EPOCH;
    private volatile Optional<BlockingTransaction> blocker = Optional.empty();

    ReadBarrierMonitor(ReadBarrier holdBack, SequenceLock lock, Clock clock) {
        this.holdBack = holdBack;
        this.lock = lock;
        this.clock = clock;
        holdBack.onHold(this::held);
    }

    /** The transaction that readers wait for, if they have been waiting for more than a second. */
    Optional<BlockingTransaction> blocker() {
        return holdBack.current().isPresent() ? blocker : Optional.empty();
    }

    /** How long the transaction that readers wait for has been open. */
    Duration blockerAge() {
        return blocker()
                .flatMap(found -> Optional.ofNullable(found.since()))
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
    }

    private synchronized void held(long index) {
        Duration waited = holdBack.duration();
        Instant now = clock.instant();
        if (waited.compareTo(WORTH_A_LOOK) < 0) {
            blocker = Optional.empty();
        } else if (!now.isBefore(lastLook.plus(WORTH_A_LOOK))) {
            lastLook = now;
            look();
        }
        if (waited.compareTo(WORTH_A_WARNING) >= 0 && !now.isBefore(lastWarning.plus(BETWEEN_WARNINGS))) {
            lastWarning = now;
            LOG.warn(
                    "Readers have been waiting at event {} for {} ms: a transaction took that index and has not ended. {}",
                    index,
                    waited.toMillis(),
                    blocker.map(BlockingTransaction::toString).orElse("It cannot be seen any more."));
        }
    }

    private void look() {
        try {
            blocker = lock.longestHolder();
        } catch (SQLException e) {
            LOG.debug("who holds the event sequence", e);
        }
    }
}
