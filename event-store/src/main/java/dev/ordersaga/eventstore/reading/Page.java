package dev.ordersaga.eventstore.reading;

import java.util.List;

/**
 * The result of one read of the event log.
 *
 * @param store identity of the database that was read
 * @param handedOut highest index that had been taken from the sequence
 * @param events in index order
 * @param full whether more events may follow
 */
record Page(StoreIdentity store, long handedOut, List<StoredEvent> events, boolean full) {

    Page {
        events = List.copyOf(events);
    }
}
