package dev.ordersaga.eventstore.appending;

import org.axonframework.eventhandling.DomainEventData;

/**
 * An event as it was stored by a transaction that may still be open.
 *
 * @param index its place among all events
 * @param standsAlone whether it is there if the transaction commits, whatever becomes of a savepoint
 * @param serverStartedAtMicros when the server started that stored it
 * @param sequenceOid the sequence that its index is from
 * @param data what anybody would read
 */
public record AppendedEvent(
        long index, boolean standsAlone, long serverStartedAtMicros, long sequenceOid, DomainEventData<byte[]> data) {}
