package dev.ordersaga.eventstore.reading;

import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events after a position, page by page. Ends when a page came to the end or to an undecided hole, without
 * asking again to be told so; may be asked again later.
 */
final class EventSpliterator extends Spliterators.AbstractSpliterator<TrackedEventData<?>> {

    private final ExactReader reader;
    private final StoreChangeDetector watch;
    private final StoreIdentity store;
    private final int pageSize;
    private @Nullable GapAwareTrackingToken position;
    private Iterator<TrackedEventData<?>> page = Collections.emptyIterator();
    private boolean ended;
    private boolean hasEndedBefore;
    private boolean repeatsEnd;

    EventSpliterator(
            ExactReader reader, StoreChangeDetector watch, @Nullable GapAwareTrackingToken from, int pageSize) {
        super(Long.MAX_VALUE, NONNULL | ORDERED | DISTINCT);
        this.reader = reader;
        this.watch = watch;
        this.store = watch.current();
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
            PageScan walk = reader.read(position, pageSize);
            watch.check(store, walk.store());
            page = walk.delivered().iterator();
            if (!page.hasNext()) {
                return end();
            }
            ended = walk.isAtEnd();
        }
        TrackedEventData<?> event = page.next();
        position = (GapAwareTrackingToken) event.trackingToken();
        action.accept(event);
        return true;
    }

    /** The JDK's streams ask a second time when they are told of the first end: that must not cost a query. */
    private boolean end() {
        repeatsEnd = !hasEndedBefore;
        hasEndedBefore = true;
        return false;
    }
}
