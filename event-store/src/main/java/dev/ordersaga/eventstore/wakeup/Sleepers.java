package dev.ordersaga.eventstore.wakeup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processors that sleep until events are available. */
final class Sleepers {

    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();

    void add(Runnable callback) {
        callbacks.add(callback);
    }

    void remove(Runnable callback) {
        callbacks.remove(callback);
    }

    void wake() {
        callbacks.forEach(Runnable::run);
    }
}
