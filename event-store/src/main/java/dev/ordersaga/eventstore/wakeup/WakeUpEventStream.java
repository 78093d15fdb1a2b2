package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.reading.StoreReplacedException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/** An event stream that wakes its reader when events are available, and that breaks when the database was replaced. */
final class WakeUpEventStream implements TrackingEventStream {

    private final TrackingEventStream events;
    private final WakeUpRegistry waiting;
    private final Source source;
    private long lastPrivateReads = -1;
    private WakeUpRegistry.@Nullable Listener listener;

    /** The tail that produces the events. */
    interface Source {

        /** Whether the database was replaced since this stream was opened. */
        boolean isReplaced();

        /** How often any stream has read the database itself, rather than the events of the tail's producer. */
        long privateReads();

        /** Makes the producer read new events. */
        void readNewEvents();
    }

    WakeUpEventStream(TrackingEventStream events, WakeUpRegistry waiting, Source source) {
        this.events = events;
        this.waiting = waiting;
        this.source = source;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable(event -> callback.run());
        return true;
    }

    /** Like {@link #setOnAvailableCallback}, with the event that became available. */
    void onAvailable(WakeUpRegistry.Listener reader) {
        this.listener = reader;
        waiting.add(reader);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return stillValid(events.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        boolean available = stillValid(events.hasNextAvailable(timeout, unit));
        if (!available) {
            readAfterJoiningTheProducer();
        }
        return available;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        return stillValid(events.nextAvailable());
    }

    @Override
    public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignoredMessage) {
        events.skipMessagesWithPayloadTypeOf(ignoredMessage);
    }

    @Override
    public void close() {
        if (listener != null) {
            waiting.remove(listener);
        }
        events.close();
    }

    /**
     * A stream that has reached the end of its private reads depends on the producer from then on, which may have had no
     * reason to read since.
     */
    private void readAfterJoiningTheProducer() {
        long privateReads = source.privateReads();
        if (privateReads != lastPrivateReads) {
            lastPrivateReads = privateReads;
            source.readNewEvents();
        }
    }

    /** Checked after {@code result} was read: by then a replaced database has been detected. */
    private <T> T stillValid(T result) {
        if (source.isReplaced()) {
            throw new StoreReplacedException();
        }
        return result;
    }
}
