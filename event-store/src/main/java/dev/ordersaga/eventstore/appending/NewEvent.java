package dev.ordersaga.eventstore.appending;

import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** An event to be stored, serialized. */
record NewEvent(EventMessage<?> message, SerializedObject<byte[]> payload, SerializedObject<byte[]> metaData) {

    static NewEvent of(EventMessage<?> message, Serializer serializer) {
        return new NewEvent(
                message,
                message.serializePayload(serializer, byte[].class),
                message.serializeMetaData(serializer, byte[].class));
    }

    String identifier() {
        return message.getIdentifier();
    }

    String timestamp() {
        return DateTimeUtils.formatInstant(message.getTimestamp());
    }

    @Nullable
    String type() {
        return ofAggregate() == null ? null : ofAggregate().getType();
    }

    /** As in Axon, an event without an aggregate is stored as the first event of its own stream. */
    String aggregate() {
        return ofAggregate() == null ? identifier() : ofAggregate().getAggregateIdentifier();
    }

    long sequenceNumber() {
        return ofAggregate() == null ? 0 : ofAggregate().getSequenceNumber();
    }

    private @Nullable DomainEventMessage<?> ofAggregate() {
        return message instanceof DomainEventMessage<?> domain ? domain : null;
    }

    /** The event as it will be read. */
    DomainEventData<byte[]> data() {
        return new GenericDomainEventEntry<>(
                type(),
                ofAggregate() == null ? null : aggregate(),
                sequenceNumber(),
                identifier(),
                timestamp(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metaData.getData());
    }

    /** Whether PostgreSQL's error detail about a unique violation names a key of this event. */
    boolean isNamedBy(String detail) {
        return detail.contains("(" + identifier() + ")")
                || detail.contains("(%s, %s)".formatted(aggregate(), sequenceNumber()));
    }
}
