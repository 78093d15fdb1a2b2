package dev.ordersaga.eventstore.reading;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** Follows the events and logs those that it reads. */
final class Tracker {

    private final EventStorageEngine engine;
    private final List<String> log;
    private @Nullable TrackingToken position;

    Tracker(EventStorageEngine engine, @Nullable TrackingToken from) {
        this(engine, from, new ArrayList<>());
    }

    private Tracker(EventStorageEngine engine, @Nullable TrackingToken from, List<String> log) {
        this.engine = engine;
        this.position = from;
        this.log = log;
    }

    /** A tracker at the same position in another process. */
    Tracker restarted(EventStorageEngine other) {
        return new Tracker(other, position, log);
    }

    /** Reads all events that are available now. */
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
