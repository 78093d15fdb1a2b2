package dev.ordersaga.eventprocessing.processors;

import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A sequencing policy whose identifiers have the same hash code in every process. Axon chooses the segment by
 * {@code hashCode}, which differs after each start for a plain object or an enum constant: a sequence would move to another
 * segment, and its events would be skipped or repeated. (Axon 4.13.0's own {@code SequentialPolicy} returns a plain object.)
 */
record StableSequencingPolicy(SequencingPolicy<EventMessage<?>> policy) implements SequencingPolicy<EventMessage<?>> {

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is an event that needs no sequence.
    public @Nullable Object getSequenceIdentifierFor(EventMessage<?> event) {
        Object identifier = policy.getSequenceIdentifierFor(event);
        return identifier == null ? null : stable(identifier);
    }

    private static String stable(Object identifier) {
        if (identifier.getClass() == Object.class) {
            return "sequential";
        }
        if (identifier instanceof Enum<?> constant) {
            return constant.name();
        }
        if (identifier instanceof CharSequence || identifier instanceof Number || identifier instanceof UUID) {
            return identifier.toString();
        }
        throw new IllegalStateException("A sequence identifier must be a text, number, UUID or enum constant, not a "
                + identifier.getClass().getName());
    }
}
