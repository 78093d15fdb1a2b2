package dev.ordersaga.eventstore.wakeup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The same events for a reader who is woken at once only by those that it is in a hurry for. What comes meanwhile is there
 * too when it wakes up: fewer wake-ups, fewer transactions, and more of the processor for those that others wait for.
 */
public final class DebouncedEventSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final Patience patience;
    private final ScheduledExecutorService timer;

    /** How long an event may stay unread. */
    public interface Patience {
        Duration with(TrackedEventMessage<?> event);
    }

    /** @param timer wakes readers up, in a thread of its own */
    public DebouncedEventSource(
            StreamableMessageSource<TrackedEventMessage<?>> source, Patience patience, ScheduledExecutorService timer) {
        this.source = source;
        this.patience = patience;
        this.timer = timer;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken trackingToken) {
        return new Gathering((TrackingEventStream) source.openStream(trackingToken));
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public @Nullable TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public @Nullable TrackingToken createTokenAt(Instant dateTime) {
        return source.createTokenAt(dateTime);
    }

    @Override
    public @Nullable TrackingToken createTokenSince(Duration duration) {
        return source.createTokenSince(duration);
    }

    private final class Gathering implements TrackingEventStream {

        private static final long NONE = Long.MAX_VALUE;

        private final TrackingEventStream events;
        /** When the reader is woken next, by {@link System#nanoTime()}. */
        private final AtomicLong next = new AtomicLong(NONE);

        Gathering(TrackingEventStream events) {
            this.events = events;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            if (!(events instanceof WakeUpEventStream wakeable)) {
                return events.setOnAvailableCallback(callback);
            }
            wakeable.onArrival(event -> wake(callback, event == null ? Duration.ZERO : patience.with(event)));
            return true;
        }

        private void wake(Runnable reader, Duration within) {
            if (within.isZero()) {
                reader.run();
                return;
            }
            long due = System.nanoTime() + within.toNanos();
            if (next.getAndAccumulate(due, Math::min) > due) {
                Future<?> unused = timer.schedule(
                        () -> {
                            next.set(NONE);
                            reader.run();
                        },
                        within.toNanos(),
                        TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
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
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignoredMessage) {
            events.skipMessagesWithPayloadTypeOf(ignoredMessage);
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
