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
 * Between Axon's event producer and the storage engine. Wakes the sleepers as soon as the producer has made an event
 * available, and spares the database the queries by which the producer would convince itself that there is no other
 * event: after each one that it has read, and after a commit of this process of which all is known.
 */
final class TailStorageEngine implements EventStorageEngine {

    private final EventStorageEngine engine;
    private final LocalCommitCache own;
    private final WakeUpRegistry sleepers;
    private final CommitNotifications arrivals;
    private final AtomicLong ownReads = new AtomicLong();
    private volatile long wakeUps;
    /** The wake-ups that had been counted when the last read began that came to the end. */
    private long servedWakeUps = -1;

    TailStorageEngine(
            EventStorageEngine engine, LocalCommitCache own, WakeUpRegistry sleepers, CommitNotifications arrivals) {
        this.engine = engine;
        this.own = own;
        this.sleepers = sleepers;
        this.arrivals = arrivals;
    }

    /** Something may have been stored that only the database knows: the next read asks it. */
    synchronized void expectEvents() {
        wakeUps++;
    }

    /** How often a stream began to read by itself because the producer's events were not the ones it needs next. */
    long ownReads() {
        return ownReads.get();
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        if (!mayBlock) {
            ownReads.incrementAndGet();
            return engine.readEvents(trackingToken, false);
        }
        // Only the producer, a single thread, reads as one who may block.
        long counted = wakeUps;
        long position = index(trackingToken);
        if (isAllKnown(counted, position)) {
            return Stream.empty();
        }
        var events = engine.readEvents(trackingToken, true);
        return StreamSupport.stream(new Arriving(events, counted, position), false);
    }

    /** Nobody has told of events since the database was asked last, and this process's own have all been read. */
    private boolean isAllKnown(long counted, long position) {
        return counted == servedWakeUps && own.newest() <= position;
    }

    private static long index(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    private final class Arriving extends Spliterators.AbstractSpliterator<TrackedEventMessage<?>> {

        private final Spliterator<? extends TrackedEventMessage<?>> events;
        private final long counted;
        private long position;

        Arriving(Stream<? extends TrackedEventMessage<?>> events, long counted, long position) {
            super(Long.MAX_VALUE, ORDERED | NONNULL);
            this.events = events.spliterator();
            this.counted = counted;
            this.position = position;
        }

        @Override
        public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> producer) {
            if (isAllKnown(counted, position)) {
                return false;
            }
            if (events.tryAdvance(event -> arrive(event, producer))) {
                return true;
            }
            servedWakeUps = counted;
            return false;
        }

        private void arrive(TrackedEventMessage<?> event, Consumer<? super TrackedEventMessage<?>> producer) {
            producer.accept(event);
            position = index(event.trackingToken());
            // After the producer has appended it: who wakes up now finds it.
            sleepers.wakeFor(event);
            arrivals.tell(event);
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
