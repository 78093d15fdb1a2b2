package dev.ordersaga.eventstore.appending;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/** An event to be stored, serialized. */
record NewEvent(EventMessage<?> message, SerializedObject<byte[]> payload, SerializedObject<byte[]> metaData) {

    /** The columns after the index, in the order of {@link #set}. */
    static final String COLUMNS =
            "event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data, type,"
                    + " aggregate_identifier, sequence_number";

    static final String PLACEHOLDERS = "?, ?, ?, ?, ?, ?, ?, ?, ?";

    static NewEvent of(EventMessage<?> message, Serializer serializer) {
        return new NewEvent(
                message,
                message.serializePayload(serializer, byte[].class),
                message.serializeMetaData(serializer, byte[].class));
    }

    /** Sets the statement's parameters from {@code first} on; returns the index after the last one. */
    int set(PreparedStatement statement, int first) throws SQLException {
        int parameter = first;
        statement.setString(parameter++, message.getIdentifier());
        statement.setString(parameter++, DateTimeUtils.formatInstant(message.getTimestamp()));
        statement.setString(parameter++, payload.getType().getName());
        statement.setString(parameter++, payload.getType().getRevision());
        statement.setBytes(parameter++, payload.getData());
        statement.setBytes(parameter++, metaData.getData());
        if (message instanceof DomainEventMessage<?> ofAggregate) {
            statement.setString(parameter++, ofAggregate.getType());
            statement.setString(parameter++, ofAggregate.getAggregateIdentifier());
            statement.setLong(parameter++, ofAggregate.getSequenceNumber());
        } else {
            // As in Axon, an event without an aggregate is stored as the first event of its own stream.
            statement.setString(parameter++, null);
            statement.setString(parameter++, message.getIdentifier());
            statement.setLong(parameter++, 0);
        }
        return parameter;
    }

    /** The event as it will be read. */
    DomainEventData<byte[]> data() {
        var ofAggregate = message instanceof DomainEventMessage<?> domain ? domain : null;
        return new GenericDomainEventEntry<>(
                ofAggregate == null ? null : ofAggregate.getType(),
                ofAggregate == null ? null : ofAggregate.getAggregateIdentifier(),
                ofAggregate == null ? 0 : ofAggregate.getSequenceNumber(),
                message.getIdentifier(),
                DateTimeUtils.formatInstant(message.getTimestamp()),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metaData.getData());
    }

    /** Whether PostgreSQL's error detail about a unique violation names a key of this event. */
    boolean isNamedBy(String detail) {
        return detail.contains("(" + message.getIdentifier() + ")")
                || (message instanceof DomainEventMessage<?> ofAggregate
                        && detail.contains("(%s, %s)"
                                .formatted(ofAggregate.getAggregateIdentifier(), ofAggregate.getSequenceNumber())));
    }
}
