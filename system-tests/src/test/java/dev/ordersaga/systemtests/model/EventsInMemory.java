package dev.ordersaga.systemtests.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.axonframework.common.Registration;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.jspecify.annotations.Nullable;

/** In-memory event store: all events in order, and the stream of each aggregate. */
final class EventsInMemory implements EventStore {

    private final List<DomainEventMessage<?>> log = new ArrayList<>();
    private final Map<String, List<DomainEventMessage<?>>> streams = new HashMap<>();
    private final Set<Class<?>> kinds = new HashSet<>();
    private final Consumer<Runnable> onRollback;
    private final EventTrace trace;

    EventsInMemory(Consumer<Runnable> onRollback, EventTrace trace) {
        this.onRollback = onRollback;
        this.trace = trace;
    }

    void clear() {
        log.clear();
        streams.clear();
    }

    /** Every event type that was stored in any schedule. */
    Set<Class<?>> kinds() {
        return kinds;
    }

    int size() {
        return log.size();
    }

    DomainEventMessage<?> get(int position) {
        return log.get(position);
    }

    List<DomainEventMessage<?>> stream(String aggregate) {
        return streams.getOrDefault(aggregate, List.of());
    }

    @Override
    public void publish(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            append((DomainEventMessage<?>) event);
        }
    }

    private void append(DomainEventMessage<?> event) {
        var stream = streams.computeIfAbsent(event.getAggregateIdentifier(), id -> new ArrayList<>());
        if (event.getSequenceNumber() != stream.size()) {
            throw new InvariantViolation(
                    "streams have no gaps", event.getSequenceNumber() + " after " + stream.size() + " events");
        }
        stream.add(event);
        log.add(event);
        kinds.add(event.getPayloadType());
        trace.result(() -> "-> " + event.getPayload());
        onRollback.accept(() -> {
            log.removeLast();
            stream.removeLast();
        });
    }

    @Override
    public DomainEventStream readEvents(String aggregate) {
        return DomainEventStream.of(List.copyOf(stream(aggregate)));
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration subscribe(Consumer<List<? extends EventMessage<?>>> processor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super EventMessage<?>> dispatchInterceptor) {
        throw new UnsupportedOperationException();
    }
}
