package dev.ordersaga.eventstore.processing;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * How one processor reads the events. Its name is stored with its tokens: it is schema.
 *
 * @param name the processing group
 * @param schema the service's schema that holds its tokens
 * @param segments how many parts of the stream are processed at a time; fixed once tokens exist
 * @param batchSize the most events of one transaction
 * @param sequence which events must be handled one after the other
 */
public record StreamingProcessor(
        String name, String schema, int segments, int batchSize, SequencingPolicy<EventMessage<?>> sequence) {}
