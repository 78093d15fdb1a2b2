package dev.ordersaga.eventstore.reading;

import org.axonframework.eventhandling.DomainEventData;

/** A row of the event table, with its global index. */
record StoredEvent(long index, DomainEventData<?> data) {}
