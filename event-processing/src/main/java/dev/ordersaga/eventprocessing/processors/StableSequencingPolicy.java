package dev.ordersaga.eventprocessing.processors;

import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A sequencing policy whose answers hash alike in every process. Axon chooses the segment by {@code hashCode}: that of a
 * plain object or an enum constant is another one after each start, so that a sequence would move to another segment and
 * its events be skipped or repeated. (Axon 4.13.0's own {@code SequentialPolicy} answers with a plain object.)
 */
record StableSequencingPolicy(SequencingPolicy<EventMessage<?>> policy) implements SequencingPolicy<EventMessage<?>> {

    @Override
    @SuppressWarnings("NullAway") // Axon's contract: null is an event that needs no sequence.
    public @Nullable Object getSequenceIdentifierFor(EventMessage<?> event) {
        Object answer = policy.getSequenceIdentifierFor(event);
        return answer == null ? null : stable(answer);
    }

    private static String stable(Object answer) {
        if (answer.getClass() == Object.class) {
            return "sequential";
        }
        if (answer instanceof Enum<?> constant) {
            return constant.name();
        }
        if (answer instanceof CharSequence || answer instanceof Number || answer instanceof UUID) {
            return answer.toString();
        }
        throw new IllegalStateException("A sequence is named by a text, number, UUID or enum constant, not by a "
                + answer.getClass().getName());
    }
}
