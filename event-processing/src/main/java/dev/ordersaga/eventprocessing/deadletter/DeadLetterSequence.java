package dev.ordersaga.eventprocessing.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sequence with dead letters, for operators.
 *
 * @param attempts how often its first event has failed since an operator last requested a retry
 * @param since time of the first failure
 * @param dueAt time of the next retry; null if none is scheduled
 * @param events number of dead letters
 * @param lastError class name of the last failure; null if unknown
 */
public record DeadLetterSequence(
        SequenceKey key,
        DeadLetterState state,
        int attempts,
        Instant since,
        @Nullable Instant dueAt,
        long events,
        @Nullable String lastError,
        @Nullable String lastMessage) {}
