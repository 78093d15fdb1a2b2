package dev.ordersaga.eventstore.wakeup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Tells of events milliseconds after they were committed, in whichever process. Only a hint for those who could as well
 * look for themselves: an event may be told of late, twice, or not at all, and nobody is told of the past.
 */
public final class CommitNotifications {

    private final List<Consumer<TrackedEventMessage<?>>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Calls {@code listener} with each event, in the thread that reads them for all: it must neither wait nor fail,
     * and so not look at payloads, which might not be readable.
     */
    public void onArrival(Consumer<TrackedEventMessage<?>> listener) {
        listeners.add(listener);
    }

    void tell(TrackedEventMessage<?> event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
