package dev.ordersaga.eventstore.wakeup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Notifies listeners of events milliseconds after their commit, in any process. Best effort, for listeners that could also
 * poll: a notification may be late, duplicated or missing, and past events are not notified.
 */
public final class CommitNotifications {

    private final List<Consumer<TrackedEventMessage<?>>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Calls {@code listener} with each event, in the thread that reads the events for all processors: it must neither block
     * nor throw, and so must not read payloads, which may not be readable.
     */
    public void onCommit(Consumer<TrackedEventMessage<?>> listener) {
        listeners.add(listener);
    }

    void publish(TrackedEventMessage<?> event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}
