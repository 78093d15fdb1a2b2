package dev.ordersaga.eventstore.wakeup;

import dev.ordersaga.eventstore.reading.LocalCommitCache;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/**
 * Storage engine decorator for Axon's event producer. Wakes waiting readers as soon as the producer has made an event
 * available, and saves the queries by which the producer would confirm that there is no further event: after each one that
 * it has read, and after a commit of this process whose events are all cached.
 */
final class TailStorageEngine implements EventStorageEngine {

    private final EventStorageEngine engine;
    private final LocalCommitCache localCommits;
    private final WakeUpRegistry waiting;
    private final CommitNotifications notifications;
    private final AtomicLong privateReads = new AtomicLong();
    private volatile long wakeUps;
    /** The number of wake-ups at the start of the last read that reached the end. */
    private long servedWakeUps = -1;

    TailStorageEngine(
            EventStorageEngine engine,
            LocalCommitCache localCommits,
            WakeUpRegistry waiting,
            CommitNotifications notifications) {
        this.engine = engine;
        this.localCommits = localCommits;
        this.waiting = waiting;
        this.notifications = notifications;
    }

    /** The database may contain events that are not cached: the next read queries it. */
    synchronized void expectNewEvents() {
        wakeUps++;
    }

    /** How often a stream has read the engine itself because the producer's events did not connect to its position. */
    long privateReads() {
        return privateReads.get();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        if (!mayBlock) {
            privateReads.incrementAndGet();
            return engine.readEvents(trackingToken, false);
        }
        // Only the producer, which is a single thread, reads with mayBlock.
        long counted = wakeUps;
        long position = index(trackingToken);
        if (isUpToDate(counted, position)) {
            return Stream.empty();
        }
        var events = engine.readEvents(trackingToken, true);
        return StreamSupport.stream(new NewEvents(events, counted, position), false);
    }

    /** No wake-up since the database was last read to the end, and all events that this process committed were read. */
    private boolean isUpToDate(long counted, long position) {
        return counted == servedWakeUps && localCommits.newest() <= position;
    }

    private static long index(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    private final class NewEvents extends Spliterators.AbstractSpliterator<TrackedEventMessage<?>> {

        private final Spliterator<? extends TrackedEventMessage<?>> events;
        private final long counted;
        private long position;

        NewEvents(Stream<? extends TrackedEventMessage<?>> events, long counted, long position) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.events = events.spliterator();
            this.counted = counted;
            this.position = position;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> producer) {
            if (isUpToDate(counted, position)) {
                return false;
            }
            if (events.tryAdvance(event -> deliver(event, producer))) {
                return true;
            }
            servedWakeUps = counted;
            return false;
        }

        private void deliver(TrackedEventMessage<?> event, Consumer<? super TrackedEventMessage<?>> producer) {
            producer.accept(event);
            position = index(event.trackingToken());
            // Only after the producer has appended the event, so that a reader that wakes up finds it.
            waiting.wakeFor(event);
            notifications.publish(event);
        }
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        engine.appendEvents(events);
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        engine.storeSnapshot(snapshot);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return engine.readEvents(aggregateIdentifier, firstSequenceNumber);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return engine.readSnapshot(aggregateIdentifier);
    }

    @Override
    public TrackingToken createTailToken() {
        return engine.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return engine.createTokenAt(dateTime);
    }
}
