package dev.ordersaga.eventprocessing.processors;

import java.time.Duration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * How one processor reads the events. Its name is stored with its tokens: it is schema.
 *
 * @param name the processing group
 * @param schema the service's schema that holds its tokens
 * @param segments how many parts of the stream are processed at a time, each by a thread of its own; fixed once tokens
 *     exist
 * @param batchSize the most events of one transaction
 * @param sequence which events must be handled one after the other. The answer chooses a segment, in every process
 *     alike: a text, number, UUID or enum constant
 * @param gathering how long events may gather before they are handled, so that more of them share a transaction and
 *     nobody who is in a hurry has to share the processor with it; zero to handle each one at once
 * @param sequenceName the key under which log lines of a handler carry that answer
 */
public record StreamingProcessor(
        String name,
        String schema,
        int segments,
        int batchSize,
        SequencingPolicy<EventMessage<?>> sequence,
        Duration gathering,
        String sequenceName) {

    public StreamingProcessor(
            String name, String schema, int segments, int batchSize, SequencingPolicy<EventMessage<?>> sequence) {
        this(name, schema, segments, batchSize, sequence, Duration.ZERO, "sequenceId");
    }

    /** The same, with its sequence under {@code key} in log lines, such as {@code orderId}. */
    public StreamingProcessor loggingSequenceAs(String key) {
        return new StreamingProcessor(name, schema, segments, batchSize, sequence, gathering, key);
    }

    /** The same, in no hurry. */
    public StreamingProcessor gathering(Duration moment) {
        return new StreamingProcessor(name, schema, segments, batchSize, sequence, moment, sequenceName);
    }
}
