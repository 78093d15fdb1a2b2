package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** What all streams of a process share: one watermark, one place where they wait, one eye on the database's identity. */
public final class ExactReading {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = 3_000_000;

    private final Duration patience;
    private final Clock clock;
    private final SequenceLock lock;
    private final Watermark watermark;
    private final EventLog log;
    private final ReadBarrier holdBack;
    private final ReadBarrierMonitor alarm;
    private final StoreChangeDetector watch = new StoreChangeDetector();
    private final LocalCommitCache own = new LocalCommitCache(watch);
    private final ExactReader reader;

    /** @param dataSource gives connections to the primary; each statement gets one of its own, for its duration */
    public ExactReading(DataSource dataSource, Clock clock) {
        this(new PostgresSequenceLock(dataSource), new PostgresEventLog(dataSource), clock, System::nanoTime, PATIENCE);
    }

    ExactReading(SequenceLock lock, EventLog log, Clock clock, LongSupplier nanoTime, Duration patience) {
        this.patience = patience;
        this.clock = clock;
        this.lock = lock;
        this.log = log;
        watermark = new Watermark(lock);
        holdBack = new ReadBarrier(clock);
        alarm = new ReadBarrierMonitor(holdBack, lock, clock);
        reader = new ExactReader(new CachedEventLog(own, log), watermark, holdBack, nanoTime);
    }

    /** The highest index that was handed out, as of the last time that anything was read. */
    public long head() {
        return reader.head();
    }

    /** How long ago the first event after {@code index} happened; zero if there is none. */
    public Duration behind(long index) {
        try {
            return log.happenedAfter(index)
                    .map(happened -> Duration.between(happened, clock.instant()))
                    .filter(age -> !age.isNegative())
                    .orElse(Duration.ZERO);
        } catch (SQLException e) {
            throw new EventStoreException("cannot find the event after " + index, e);
        }
    }

    Optional<BlockingTransaction> blocker() {
        return alarm.blocker();
    }

    Duration blockerAge() {
        return alarm.blockerAge();
    }

    public ReadBarrier holdBack() {
        return holdBack;
    }

    public StoreChangeDetector watch() {
        return watch;
    }

    public LocalCommitCache own() {
        return own;
    }

    EventLog log() {
        return log;
    }

    Spliterator<TrackedEventData<?>> after(@Nullable GapAwareTrackingToken position, int pageSize) {
        return new EventSpliterator(reader, watch, position, pageSize);
    }

    List<TrackedEventData<?>> page(@Nullable GapAwareTrackingToken position, int limit) {
        return reader.read(position, limit).delivered();
    }

    /** Up to where everything is decided, as one look tells. */
    long decidedSoFar() throws SQLException {
        watermark.advance();
        return watermark.index();
    }

    /**
     * Up to where everything is decided, once that includes whatever was handed out before the call; waits for the
     * transactions that are at it.
     */
    long decidedAll() {
        try {
            long wanted = watermark.advance().handedOut();
            long deadline = System.nanoTime() + patience.toNanos();
            while (watermark.index() < wanted) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw new EventStoreException("cannot tell the head of the events while a transaction that took an"
                            + " index is open: "
                            + lock.longestHolder()
                                    .map(BlockingTransaction::toString)
                                    .orElse("unknown"));
                }
                LockSupport.parkNanos(PAUSE_NANOS);
                watermark.advance();
            }
            return watermark.index();
        } catch (SQLException e) {
            throw new EventStoreException("cannot tell the head of the events", e);
        }
    }
}
