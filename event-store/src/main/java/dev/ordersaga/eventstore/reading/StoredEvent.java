package dev.ordersaga.eventstore.reading;

import org.axonframework.eventhandling.DomainEventData;

/** A row of the event table. */
record StoredEvent(long index, DomainEventData<?> data) {}
