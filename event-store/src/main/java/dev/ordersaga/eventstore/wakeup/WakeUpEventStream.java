package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.reading.StoreReplacedException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/** A stream whose reader may sleep until it is woken up, and that breaks when the database is not the same any more. */
final class WakeUpEventStream implements TrackingEventStream {

    private final TrackingEventStream events;
    private final WakeUpRegistry sleepers;
    private final Source source;
    private long ownReadsSeen = -1;
    private WakeUpRegistry.@Nullable Sleeper sleeper;

    /** What the events come from. */
    interface Source {

        /** Whether the database was replaced since this stream was opened. */
        boolean isOutlived();

        /** How often any stream began to read past the producer. */
        long ownReads();

        /** Lets the producer look for new events. */
        void look();
    }

    WakeUpEventStream(TrackingEventStream events, WakeUpRegistry sleepers, Source source) {
        this.events = events;
        this.sleepers = sleepers;
        this.source = source;
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onArrival(event -> callback.run());
        return true;
    }

    /** The same for a reader who wants to know what it is woken for. */
    void onArrival(WakeUpRegistry.Sleeper reader) {
        this.sleeper = reader;
        sleepers.add(reader);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return stillValid(events.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        boolean available = stillValid(events.hasNextAvailable(timeout, unit));
        if (!available) {
            lookAfterJoiningTheProducer();
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
        if (sleeper != null) {
            sleepers.remove(sleeper);
        }
        events.close();
    }

    /**
     * A stream that came to the end of what it read by itself waits for the producer from then on, which may have had
     * no reason to look since.
     */
    private void lookAfterJoiningTheProducer() {
        long ownReads = source.ownReads();
        if (ownReads != ownReadsSeen) {
            ownReadsSeen = ownReads;
            source.look();
        }
    }

    /** Asked after the answer is there: what the other database answered is known to be so by then. */
    private <T> T stillValid(T answer) {
        if (source.isOutlived()) {
            throw new StoreReplacedException();
        }
        return answer;
    }
}
