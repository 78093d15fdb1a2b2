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

/** Reads pages and decides the holes in them. Shared by all streams of the process. */
final class ExactReader {

    private static final long SHORTEST_PAUSE_NANOS = 2_000_000;
    private static final long LONGEST_PAUSE_NANOS = 50_000_000;

    private final EventLog log;
    private final Supplier<DecidedUpTo> decided;
    private final Watermark watermark;
    private final ReadBarrier holdBack;
    private final LongSupplier nanoTime;
    private volatile long head;
    private long lastLook;
    private long pause = SHORTEST_PAUSE_NANOS;

    ExactReader(EventLog log, Watermark watermark, ReadBarrier holdBack, LongSupplier nanoTime) {
        this(log, watermark, watermark, holdBack, nanoTime);
    }

    ExactReader(
            EventLog log,
            Supplier<DecidedUpTo> decided,
            Watermark watermark,
            ReadBarrier holdBack,
            LongSupplier nanoTime) {
        this.log = log;
        this.decided = decided;
        this.watermark = watermark;
        this.holdBack = holdBack;
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong() - LONGEST_PAUSE_NANOS;
    }

    /** The events after {@code from} up to the first undecided hole; never more than about {@code limit}. */
    PageScan read(@Nullable GapAwareTrackingToken from, int limit) {
        try {
            boolean waiting = holdBack.isAt(firstMissing(from));
            // Whoever waits at a hole looks whether it has gone; what is piling up behind it can wait.
            PageScan walk = walk(from, waiting ? 1 : limit);
            boolean mustKnow = waiting || !walk.isTail() || watermark.index() == Long.MIN_VALUE;
            if (walk.isHeldAtOnce() && mustKnow && look()) {
                walk = walk(from, limit);
            }
            report(walk);
            return walk;
        } catch (SQLException e) {
            throw new EventStoreException("cannot read events after " + from, e);
        }
    }

    private PageScan walk(@Nullable GapAwareTrackingToken from, int limit) throws SQLException {
        // In this order: what is decided before the snapshot is taken is visible in it.
        DecidedUpTo before = decided.get();
        long position = from == null ? PageScan.BEGINNING : from.getIndex();
        SortedSet<Long> gaps = from == null ? Collections.emptySortedSet() : from.getGaps();
        Page page = log.read(position, gaps, limit);
        head = page.handedOut();
        return PageScan.through(page, from, before);
    }

    long head() {
        return head;
    }

    private static long firstMissing(@Nullable GapAwareTrackingToken from) {
        if (from == null) {
            return PageScan.BEGINNING + 1;
        }
        return from.hasGaps() ? from.getGaps().first() : from.getIndex() + 1;
    }

    private void report(PageScan walk) {
        OptionalLong undecided = walk.undecided();
        if (undecided.isPresent()) {
            holdBack.at(undecided.getAsLong());
        } else {
            holdBack.passed(walk.position());
        }
    }

    /** Looks at the sequence's lock unless that was done just now; returns whether anything was decided by it. */
    private synchronized boolean look() throws SQLException {
        long now = nanoTime.getAsLong();
        if (now - lastLook < pause) {
            return false;
        }
        long before = watermark.index();
        watermark.advance();
        lastLook = nanoTime.getAsLong();
        boolean moved = watermark.index() != before;
        pause = moved ? SHORTEST_PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        return moved;
    }
}
