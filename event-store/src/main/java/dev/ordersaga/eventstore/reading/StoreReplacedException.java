package dev.ordersaga.eventstore.reading;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * The database was restarted, failed over or restored while a stream was read. The stream's position may be ahead of
 * the database's content: the stream must be opened again at the stored token.
 */
public final class StoreReplacedException extends EventStoreException {

    private static final long serialVersionUID = 1L;

    public StoreReplacedException() {
        super("the database was restarted or replaced: the stream must be opened again at its stored token");
    }
}
