package dev.ordersaga.eventstore.reading;

import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.jspecify.annotations.Nullable;

/**
 * The events after a position, page by page. Ends when a page reached the newest event or an undecided gap, without a
 * further query; can be advanced again later.
 */
final class EventSpliterator extends Spliterators.AbstractSpliterator<TrackedEventData<?>> {

    private final ExactReader reader;
    private final StoreChangeDetector storeChanges;
    private final StoreIdentity store;
    private final int pageSize;
    private @Nullable GapAwareTrackingToken position;
    private Iterator<TrackedEventData<?>> page = Collections.emptyIterator();
    private boolean ended;
    private boolean hasEndedBefore;
    private boolean repeatsEnd;

    EventSpliterator(
            ExactReader reader, StoreChangeDetector storeChanges, @Nullable GapAwareTrackingToken from, int pageSize) {
        super(Long.MAX_VALUE, NONNULL | ORDERED | DISTINCT);
        this.reader = reader;
        this.storeChanges = storeChanges;
        this.store = storeChanges.current();
        this.position = from;
        this.pageSize = pageSize;
    }

    @Override
    public boolean tryAdvance(Consumer<? super TrackedEventData<?>> action) {
        if (!page.hasNext()) {
            if (repeatsEnd) {
                repeatsEnd = false;
                return false;
            }
            if (ended) {
                ended = false;
                return end();
            }
            PageScan scan = reader.read(position, pageSize);
            storeChanges.check(store, scan.store());
            page = scan.delivered().iterator();
            if (!page.hasNext()) {
                return end();
            }
            ended = scan.isAtEnd();
        }
        TrackedEventData<?> event = page.next();
        position = (GapAwareTrackingToken) event.trackingToken();
        action.accept(event);
        return true;
    }

    /** The JDK's streams advance once more after the first end: that must not cost a query. */
    private boolean end() {
        repeatsEnd = !hasEndedBefore;
        hasEndedBefore = true;
        return false;
    }
}
