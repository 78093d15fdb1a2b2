package dev.ordersaga.eventstore.reading;

import java.util.List;

/**
 * What one statement saw.
 *
 * @param store the database that answered
 * @param handedOut the highest index that was taken by then
 * @param events in index order
 * @param full whether there may be more
 */
record Page(StoreIdentity store, long handedOut, List<StoredEvent> events, boolean full) {

    Page {
        events = List.copyOf(events);
    }
}
