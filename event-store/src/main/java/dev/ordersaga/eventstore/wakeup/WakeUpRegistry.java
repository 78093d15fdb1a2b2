package dev.ordersaga.eventstore.wakeup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** The processors that wait for events. */
final class WakeUpRegistry {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** A waiting processor. */
    interface Listener {

        /** @param event the event that became available; null to check for any */
        void wake(@Nullable TrackedEventMessage<?> event);
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    void wakeAll() {
        listeners.forEach(listener -> listener.wake(null));
    }

    void wakeFor(TrackedEventMessage<?> event) {
        listeners.forEach(listener -> listener.wake(event));
    }
}
