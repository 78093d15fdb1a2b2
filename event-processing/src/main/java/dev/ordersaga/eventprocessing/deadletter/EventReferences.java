package dev.ordersaga.eventprocessing.deadletter;

import java.util.List;
import java.util.NoSuchElementException;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * How a processor's events are referred to while they wait, and read again when it is their turn.
 *
 * @param sequence which events belong together
 */
record EventReferences(String processor, SequencingPolicy<EventMessage<?>> sequence, EventStore events) {

    String sequenceOf(EventMessage<?> event) {
        Object answer = sequence.getSequenceIdentifierFor(event);
        return answer == null ? event.getIdentifier() : answer.toString();
    }

    DeadLetter to(EventMessage<?> event, Segment segment) {
        boolean isOfAggregate = event instanceof DomainEventMessage<?>;
        return new DeadLetter(
                new SequenceKey(processor, segment.getSegmentId(), sequenceOf(event)),
                ((TrackedEventMessage<?>) event).trackingToken().position().orElseThrow(),
                event.getIdentifier(),
                event.getPayloadType().getName(),
                isOfAggregate ? ((DomainEventMessage<?>) event).getAggregateIdentifier() : event.getIdentifier(),
                isOfAggregate ? ((DomainEventMessage<?>) event).getSequenceNumber() : 0,
                event.getTimestamp(),
                ReplayToken.isReplay(event));
    }

    /** The event, as its handlers would have seen it. */
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
