package dev.ordersaga.eventprocessing.deadletter;

import java.time.Instant;

/**
 * A failure of an event, as recorded.
 *
 * @param position global index of the event
 * @param error class name of the innermost exception
 */
public record RecordedFailure(long position, Instant failedAt, String error, String message) {}
