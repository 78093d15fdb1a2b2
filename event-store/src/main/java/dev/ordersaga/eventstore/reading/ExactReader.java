package dev.ordersaga.eventstore.reading;

import java.sql.SQLException;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** Reads pages of events and decides the gaps in them. Shared by all streams of the process. */
final class ExactReader {

    private static final long SHORTEST_PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private final EventLog log;
    private final Supplier<PageScan.DecidedUpTo> decided;
    private final Watermark watermark;
    private final ReadBarrier barrier;
    private final LongSupplier nanoTime;
    private volatile long head;
    private volatile long lastReadNanos;
    private long lastAdvance;
    private long pause = SHORTEST_PAUSE_NANOS;

    ExactReader(EventLog log, Watermark watermark, ReadBarrier barrier, LongSupplier nanoTime) {
        this(log, watermark, watermark, barrier, nanoTime);
    }

    ExactReader(
            EventLog log,
            Supplier<PageScan.DecidedUpTo> decided,
            Watermark watermark,
            ReadBarrier barrier,
            LongSupplier nanoTime) {
        this.log = log;
        this.decided = decided;
        this.watermark = watermark;
        this.barrier = barrier;
        this.nanoTime = nanoTime;
        this.lastAdvance = nanoTime.getAsLong() - LONGEST_PAUSE_NANOS;
        this.lastReadNanos = nanoTime.getAsLong() - Long.MAX_VALUE / 2;
    }

    /** The events after {@code from} up to the first undecided gap; never more than about {@code limit}. */
    PageScan read(@Nullable GapAwareTrackingToken from, int limit) {
        try {
            boolean waiting = barrier.isAt(firstMissing(from));
            // A reader that waits at a gap only needs to see whether it is decided, not the events behind it.
            PageScan scan = scan(from, waiting ? 1 : limit);
            boolean mustDecide = waiting || !scan.isTail() || watermark.index() == Long.MIN_VALUE;
            if (scan.isBlockedAtStart() && mustDecide && advanceWatermark()) {
                scan = scan(from, limit);
            }
            report(scan);
            return scan;
        } catch (SQLException e) {
            throw new EventStoreException("cannot read events after " + from, e);
        }
    }

    private PageScan scan(@Nullable GapAwareTrackingToken from, int limit) throws SQLException {
        // The order matters: an index decided before the snapshot is taken is visible in it, or void.
        PageScan.DecidedUpTo before = decided.get();
        long position = from == null ? PageScan.BEGINNING : from.getIndex();
        SortedSet<Long> gaps = from == null ? Collections.emptySortedSet() : from.getGaps();
        Page page = log.read(position, gaps, limit);
        head = page.handedOut();
        lastReadNanos = nanoTime.getAsLong();
        return PageScan.through(page, from, before);
    }

    long head() {
        return head;
    }

    /** When the head was last read. */
    long lastReadNanos() {
        return lastReadNanos;
    }

    private static long firstMissing(@Nullable GapAwareTrackingToken from) {
        if (from == null) {
            return PageScan.BEGINNING + 1;
        }
        return from.hasGaps() ? from.getGaps().first() : from.getIndex() + 1;
    }

    private void report(PageScan scan) {
        OptionalLong undecided = scan.undecided();
        if (undecided.isPresent()) {
            barrier.stoppedAt(undecided.getAsLong());
        } else {
            barrier.passed(scan.position());
        }
    }

    /** Advances the watermark unless that was done a moment ago; returns whether it moved. */
    private synchronized boolean advanceWatermark() throws SQLException {
        long now = nanoTime.getAsLong();
        if (now - lastAdvance < pause) {
            return false;
        }
        long before = watermark.index();
        watermark.advance();
        lastAdvance = nanoTime.getAsLong();
        boolean moved = watermark.index() != before;
        pause = moved ? SHORTEST_PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        return moved;
    }
}
