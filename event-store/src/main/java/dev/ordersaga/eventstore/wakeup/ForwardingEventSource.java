package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** Base of sources that change when a reader gets the events of another source (decorator). */
abstract class ForwardingEventSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> source;

    ForwardingEventSource(StreamableMessageSource<TrackedEventMessage<?>> source) {
        this.source = source;
    }

    @Override
    public final TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return decorate((TrackingEventStream) source.openStream(trackingToken));
    }

    abstract TrackingEventStream decorate(TrackingEventStream events);

    @Override
    public final @Nullable TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public final @Nullable TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public final @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return source.createTokenAt(dateTime);
    }

    @Override
    public final @Nullable TrackingToken createTokenSince(Duration duration) {
        return source.createTokenSince(duration);
    }

    /** Base of the streams of such sources. */
    abstract static class ForwardingStream implements TrackingEventStream {

        final TrackingEventStream events;

        ForwardingStream(TrackingEventStream events) {
            this.events = events;
        }

        @Override
        public final Optional<TrackedEventMessage<?>> peek() {
            return events.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return events.nextAvailable();
        }

        @Override
        public final void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignoredMessage) {
            events.skipMessagesWithPayloadTypeOf(ignoredMessage);
        }

        @Override
        public final void close() {
            events.close();
        }
    }
}
