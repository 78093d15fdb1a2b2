package dev.ordersaga.eventprocessing.deadletter;

import java.util.List;
import java.util.NoSuchElementException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Converts events to dead letters, which only refer to them, and reads the events again for a retry.
 *
 * @param sequence determines which events belong to one sequence
 */
record EventReferences(String processor, SequencingPolicy<EventMessage<?>> sequence, EventStore events) {

    String sequenceOf(EventMessage<?> event) {
        Object identifier = sequence.getSequenceIdentifierFor(event);
        return identifier == null ? event.getIdentifier() : identifier.toString();
    }

    DeadLetter to(EventMessage<?> event) {
        boolean isOfAggregate = event instanceof DomainEventMessage<?>;
        return new DeadLetter(
                new SequenceKey(processor, sequenceOf(event)),
                ((TrackedEventMessage<?>) event).trackingToken().position().orElseThrow(),
                event.getIdentifier(),
                event.getPayloadType().getName(),
                isOfAggregate ? ((DomainEventMessage<?>) event).getAggregateIdentifier() : event.getIdentifier(),
                isOfAggregate ? ((DomainEventMessage<?>) event).getSequenceNumber() : 0,
                event.getTimestamp(),
                ReplayToken.isReplay(event));
    }

    /** The event as the processor would have delivered it. */
    EventMessage<?> read(DeadLetter reference) {
        return events.readEvents(reference.aggregateId(), reference.sequenceNumber())
                .asStream()
                .limit(1)
                .filter(event -> event.getIdentifier().equals(reference.eventId()))
                .<EventMessage<?>>map(event -> new GenericTrackedDomainEventMessage<>(token(reference), event))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("event " + reference.eventId() + " is not in the store"));
    }

    private static TrackingToken token(DeadLetter reference) {
        TrackingToken position = GapAwareTrackingToken.newInstance(reference.position(), List.of());
        return reference.replayed() ? new ReplayToken(position, position) : position;
    }
}
