package dev.ordersaga.eventprocessing.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sequence in quarantine, as an operator sees it.
 *
 * @param attempts how often its first event has failed since somebody last asked for it
 * @param since when its first event failed first
 * @param dueAt when it is tried again; null if never by itself
 * @param events how many wait
 * @param lastError the class of its last failure; null if that was forgotten
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
