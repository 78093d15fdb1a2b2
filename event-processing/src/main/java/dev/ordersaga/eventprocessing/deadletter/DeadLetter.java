package dev.ordersaga.eventprocessing.deadletter;

import java.time.Instant;

/**
 * A dead letter: reference to an event that waits for a retry, or behind one that does.
 *
 * @param position global index of the event
 * @param type class name of its payload
 * @param replayed whether it failed during a replay: then only handlers that take part in replays may handle it
 */
public record DeadLetter(
        SequenceKey key,
        long position,
        String eventId,
        String type,
        String aggregateId,
        long sequenceNumber,
        Instant happenedAt,
        boolean replayed) {}
