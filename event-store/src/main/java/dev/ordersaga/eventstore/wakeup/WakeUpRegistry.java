package dev.ordersaga.eventstore.wakeup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** The processors that sleep until events are available. */
final class WakeUpRegistry {

    private final List<Sleeper> sleepers = new CopyOnWriteArrayList<>();

    /** One of them. */
    interface Sleeper {

        /** @param event the one that is there now; null to look whatever there is */
        void wake(@Nullable TrackedEventMessage<?> event);
    }

    void add(Sleeper sleeper) {
        sleepers.add(sleeper);
    }

    void remove(Sleeper sleeper) {
        sleepers.remove(sleeper);
    }

    void wake() {
        sleepers.forEach(sleeper -> sleeper.wake(null));
    }

    void wakeFor(TrackedEventMessage<?> event) {
        sleepers.forEach(sleeper -> sleeper.wake(event));
    }
}
