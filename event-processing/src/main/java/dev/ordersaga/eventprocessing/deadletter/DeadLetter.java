package dev.ordersaga.eventprocessing.deadletter;

import java.time.Instant;

/**
 * An event that waits.
 *
 * @param position its index among all events
 * @param type the name of its class
 * @param replayed whether it failed while a view was replayed: then only those handlers may see it that take part in replays
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
