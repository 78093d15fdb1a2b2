package dev.ordersaga.eventstore.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.jspecify.annotations.Nullable;

/**
 * Scans a page in index order and stops before the first index that is missing and undecided. The tokens it produces have
 * no gaps; the gaps of a token that stock Axon stored are filled, or found void, first.
 */
final class PageScan {

    /** The indexes whose fate is final: one of them that is missing in the table stays missing permanently. */
    @FunctionalInterface
    interface DecidedUpTo {

        /** Whether, in any later snapshot, {@code index} and all below it are either committed and visible or void. */
        boolean isDecided(StoreIdentity store, long index);
    }

    /** The position before the first index that the sequence can return. */
    static final long BEGINNING = 0;

    private final StoreIdentity store;
    private final DecidedUpTo decided;
    private final List<TrackedEventData<?>> delivered = new ArrayList<>();
    private final SortedSet<Long> openGaps;
    private final boolean full;
    private long position;
    private @Nullable Long undecided;

    private PageScan(@Nullable GapAwareTrackingToken from, Page page, DecidedUpTo decided) {
        this.store = page.store();
        this.full = page.full();
        this.decided = decided;
        this.position = from == null ? BEGINNING : from.getIndex();
        this.openGaps = from == null ? new TreeSet<>() : new TreeSet<>(from.getGaps());
    }

    static PageScan through(Page page, @Nullable GapAwareTrackingToken from, DecidedUpTo decided) {
        PageScan scan = new PageScan(from, page, decided);
        for (StoredEvent event : page.events()) {
            if (!scan.canReach(event.index())) {
                break;
            }
            scan.deliver(event);
        }
        return scan;
    }

    List<TrackedEventData<?>> delivered() {
        return delivered;
    }

    /** The missing index at which the scan stopped; empty if it reached the end of the page. */
    OptionalLong undecided() {
        return undecided == null ? OptionalLong.empty() : OptionalLong.of(undecided);
    }

    /** No event follows the delivered ones. */
    boolean isAtEnd() {
        return undecided == null && !full;
    }

    /** The scan stopped before it delivered any event. */
    boolean isBlockedAtStart() {
        return undecided != null && delivered.isEmpty();
    }

    /** The page was not full: it contained the newest events. */
    boolean isTail() {
        return !full;
    }

    StoreIdentity store() {
        return store;
    }

    long position() {
        return position;
    }

    private boolean canReach(long index) {
        while (!openGaps.isEmpty() && openGaps.first() < index) {
            if (!decided.isDecided(store, openGaps.first())) {
                undecided = openGaps.first();
                return false;
            }
            openGaps.remove(openGaps.first());
        }
        if (index > position + 1 && !decided.isDecided(store, index - 1)) {
            undecided = position + 1;
            return false;
        }
        return true;
    }

    private void deliver(StoredEvent event) {
        openGaps.remove(event.index());
        position = Math.max(position, event.index());
        delivered.add(
                new TrackedDomainEventData<>(GapAwareTrackingToken.newInstance(position, openGaps), event.data()));
    }
}
