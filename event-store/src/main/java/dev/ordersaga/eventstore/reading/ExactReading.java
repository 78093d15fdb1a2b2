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

/**
 * The reading state that all event streams of a process share: the watermark, the read barrier, the cache of local commits
 * and the detection of a replaced database.
 */
public final class ExactReading {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_NANOS = 3_000_000;
    private static final long FRESH_NANOS = 10_000_000_000L;

    private final Duration timeout;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final SequenceLock lock;
    private final Watermark watermark;
    private final EventLog log;
    private final ReadBarrier barrier;
    private final ReadBarrierMonitor monitor;
    private final StoreChangeDetector storeChanges = new StoreChangeDetector();
    private final LocalCommitCache localCommits = new LocalCommitCache(storeChanges);
    private final ExactReader reader;

    /** @param dataSource connections to the primary; each statement uses one for its duration */
    public ExactReading(DataSource dataSource, Clock clock) {
        this(new PostgresSequenceLock(dataSource), new PostgresEventLog(dataSource), clock, System::nanoTime, TIMEOUT);
    }

    ExactReading(SequenceLock lock, EventLog log, Clock clock, LongSupplier nanoTime, Duration timeout) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.lock = lock;
        this.log = log;
        watermark = new Watermark(lock);
        barrier = new ReadBarrier(clock);
        monitor = new ReadBarrierMonitor(barrier, lock, clock);
        reader = new ExactReader(new CachedEventLog(localCommits, log), watermark, barrier, nanoTime);
    }

    /**
     * The highest index taken from the sequence, as of the last read; read now if there was none lately, as in a process
     * that processes nothing.
     */
    public long head() {
        if (hasReadLately()) {
            return reader.head();
        }
        try {
            return lock.snapshot().handedOut();
        } catch (SQLException e) {
            throw new EventStoreException("cannot determine the head of the events", e);
        }
    }

    /** Whether any stream of this process has read in the last ten seconds. */
    boolean hasReadLately() {
        return nanoTime.getAsLong() - reader.lastReadNanos() < FRESH_NANOS;
    }

    /** The age of the first event after {@code index}; zero if there is none. */
    public Duration ageOfFirstAfter(long index) {
        try {
            return log.timestampOfFirstAfter(index)
                    .map(timestamp -> Duration.between(timestamp, clock.instant()))
                    .filter(age -> !age.isNegative())
                    .orElse(Duration.ZERO);
        } catch (SQLException e) {
            throw new EventStoreException("cannot find the event after " + index, e);
        }
    }

    Optional<BlockingTransaction> blocker() {
        return monitor.blocker();
    }

    Duration blockerAge() {
        return monitor.blockerAge();
    }

    public ReadBarrier barrier() {
        return barrier;
    }

    public StoreChangeDetector storeChanges() {
        return storeChanges;
    }

    public LocalCommitCache localCommits() {
        return localCommits;
    }

    EventLog log() {
        return log;
    }

    Spliterator<TrackedEventData<?>> after(@Nullable GapAwareTrackingToken position, int pageSize) {
        return new EventSpliterator(reader, storeChanges, position, pageSize);
    }

    List<TrackedEventData<?>> page(@Nullable GapAwareTrackingToken position, int limit) {
        return reader.read(position, limit).delivered();
    }

    /** The index up to which everything is decided, according to one snapshot. */
    long decidedNow() throws SQLException {
        watermark.advance();
        return watermark.index();
    }

    /** An index up to which everything is decided; 0 while that is unknown, such as behind an open transaction. */
    public long decided() {
        try {
            return Math.max(PageScan.BEGINNING, decidedNow());
        } catch (SQLException e) {
            throw new EventStoreException("cannot determine the decided events", e);
        }
    }

    /**
     * The index up to which everything is decided, once that includes every index taken before the call; waits for the
     * transactions that hold them.
     */
    long awaitDecided() {
        try {
            long wanted = watermark.advance().handedOut();
            long deadline = System.nanoTime() + timeout.toNanos();
            while (watermark.index() < wanted) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw new EventStoreException(
                            "cannot determine the head of the events while a transaction that took"
                                    + " an index is open: "
                                    + lock.longestHolder()
                                            .map(BlockingTransaction::toString)
                                            .orElse("unknown"));
                }
                LockSupport.parkNanos(PAUSE_NANOS);
                watermark.advance();
            }
            return watermark.index();
        } catch (SQLException e) {
            throw new EventStoreException("cannot determine the head of the events", e);
        }
    }
}
