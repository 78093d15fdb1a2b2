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
 * Goes through a page in index order and stops before the first index that is missing and not decided. Positions that
 * it hands out have no gaps; those of a position that stock Axon stored are filled or found void first.
 */
final class PageScan {

    /** Before the first index that the sequence can hand out. */
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
        PageScan walk = new PageScan(from, page, decided);
        for (StoredEvent event : page.events()) {
            if (!walk.reaches(event.index())) {
                break;
            }
            walk.deliver(event);
        }
        return walk;
    }

    List<TrackedEventData<?>> delivered() {
        return delivered;
    }

    /** The missing index that it stopped at; empty if it came to the end of the page. */
    OptionalLong undecided() {
        return undecided == null ? OptionalLong.empty() : OptionalLong.of(undecided);
    }

    /** There was nothing behind what it delivered. */
    boolean isAtEnd() {
        return undecided == null && !full;
    }

    /** It could not take a single step. */
    boolean isHeldAtOnce() {
        return undecided != null && delivered.isEmpty();
    }

    /** The page was not a full one: the newest events were on it. */
    boolean isTail() {
        return !full;
    }

    StoreIdentity store() {
        return store;
    }

    long position() {
        return position;
    }

    private boolean reaches(long index) {
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
