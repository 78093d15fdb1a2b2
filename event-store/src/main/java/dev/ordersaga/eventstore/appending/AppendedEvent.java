package dev.ordersaga.eventstore.appending;

import org.axonframework.eventhandling.DomainEventData;

/**
 * An event stored by a transaction that may still be open.
 *
 * @param index its global index
 * @param isOutsideSavepoints whether it is stored if the transaction commits, even if a savepoint is rolled back
 * @param serverStartedAtMicros start time of the database server that stored it, in microseconds
 * @param sequenceOid object id of the sequence that its index comes from
 * @param data the event as readers see it
 */
public record AppendedEvent(
        long index,
        boolean isOutsideSavepoints,
        long serverStartedAtMicros,
        long sequenceOid,
        DomainEventData<byte[]> data) {}
