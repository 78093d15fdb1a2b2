package dev.ordersaga.eventprocessing.processors;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * Definition of a streaming event processor. Its name is stored with its tokens and must not change.
 *
 * @param name name of the processing group
 * @param schema the service's schema that holds its tokens
 * @param segments number of segments processed in parallel when it starts for the first time, unless the settings name
 *     another one; later operators split and merge them
 * @param batchSize maximum number of events per transaction
 * @param sequence which events must be handled one after the other; its identifiers choose the segment and must be texts,
 *     numbers, UUIDs or enum constants
 * @param debounce how long events may wait for more of them before they are handled in one transaction, which leaves CPU
 *     time to processors that clients wait for; zero to handle each at once
 * @param sequenceName key of the sequence identifier in the logging context of handlers
 * @param deferred types of events that its handlers accept without effect: they do not wake the processor up at once
 * @param loads the aggregate that the handlers of an event load, if any: those of a batch are loaded by one statement
 * @param isFull whether what its handlers fill takes no more now: then it handles no events (back pressure)
 */
public record StreamingProcessor(
        String name,
        String schema,
        int segments,
        int batchSize,
        SequencingPolicy<EventMessage<?>> sequence,
        Duration debounce,
        String sequenceName,
        Set<Class<?>> deferred,
        Function<Object, Optional<String>> loads,
        BooleanSupplier isFull) {

    public StreamingProcessor(
            String name, String schema, int segments, int batchSize, SequencingPolicy<EventMessage<?>> sequence) {
        this(
                name,
                schema,
                segments,
                batchSize,
                sequence,
                Duration.ZERO,
                "sequenceId",
                Set.of(),
                payload -> Optional.empty(),
                () -> false);
    }

    /** A copy that logs its sequence identifier under {@code key}, such as {@code orderId}. */
    public StreamingProcessor loggingSequenceAs(String key) {
        return new StreamingProcessor(
                name, schema, segments, batchSize, sequence, debounce, key, deferred, loads, isFull);
    }

    /** A copy that waits up to {@code delay} for more events. */
    public StreamingProcessor debouncing(Duration delay) {
        return new StreamingProcessor(
                name, schema, segments, batchSize, sequence, delay, sequenceName, deferred, loads, isFull);
    }

    /** A copy that is not woken up at once by events of these types. */
    public StreamingProcessor deferring(Set<Class<?>> types) {
        return new StreamingProcessor(
                name, schema, segments, batchSize, sequence, debounce, sequenceName, Set.copyOf(types), loads, isFull);
    }

    /** A copy that loads the aggregates of a batch at once. */
    public StreamingProcessor loading(Function<Object, Optional<String>> aggregates) {
        return new StreamingProcessor(
                name, schema, segments, batchSize, sequence, debounce, sequenceName, deferred, aggregates, isFull);
    }

    /** A copy that handles no events while {@code isFull}; asked before each event. */
    public StreamingProcessor holdingBackWhile(BooleanSupplier full) {
        return new StreamingProcessor(
                name, schema, segments, batchSize, sequence, debounce, sequenceName, deferred, loads, full);
    }
}
