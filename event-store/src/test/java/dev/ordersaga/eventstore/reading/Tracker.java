package dev.ordersaga.eventstore.reading;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Follows the events and writes down which it was given. */
final class Tracker {

    private final EventStorageEngine engine;
    private final List<String> log = new ArrayList<>();
    private @Nullable TrackingToken position;

    Tracker(EventStorageEngine engine, @Nullable TrackingToken from) {
        this.engine = engine;
        this.position = from;
    }

    /** Reads what there is to read now. */
    Tracker poll() {
        engine.readEvents(position, false).forEach(event -> {
            position = event.trackingToken();
            log.add(((EventMessage<?>) event).getIdentifier());
        });
        return this;
    }

    List<String> log() {
        return log;
    }

    @Nullable
    TrackingToken position() {
        return position;
    }
}
